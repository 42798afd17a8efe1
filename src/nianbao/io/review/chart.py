"""The chart of a 核对说明: its DrawingML part, and the frame in the text that shows it.

The numbers stand in the part as well as in the workbook inside the document, so that it shows
without Excel and can be edited with it. Two series only: hatched for last year, dark for this
one, told apart on any printer and by any eye.
"""

from nianbao.io.review.looks import Look
from nianbao.io.review.parts import CHART_ID, R
from nianbao.io.review.said import Chart, Series
from nianbao.io.xml_text import escape, quoteattr

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

_EMU = 36_000
"""English metric units in a millimetre."""

WIDTH, HEIGHT = 154 * _EMU, 66 * _EMU

_LINE = '<a:ln w="9525"><a:solidFill><a:srgbClr val="262626"/></a:solidFill></a:ln>'
_FILLS = (
    (
        '<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="595959"/></a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
    ),
    '<a:solidFill><a:srgbClr val="404040"/></a:solidFill>',
)
_PALE = '<a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill></a:ln>'
_CATEGORY_AXIS, _VALUE_AXIS = 111_111_111, 222_222_222
_SHEET = "Sheet1"


def frame_xml(chart: Chart) -> str:
    """Write the paragraph in which the chart stands, with its numbers for who cannot see it."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{Look.CHART}"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{WIDTH}" cy="{HEIGHT}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="1" name="图 1" descr={quoteattr(chart.spoken)}'
        f" title={quoteattr(chart.title)}/><wp:cNvGraphicFramePr/>"
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{C}"><c:chart xmlns:c="{C}"'
        f' xmlns:r="{R}" r:id="{CHART_ID}"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def chart_xml(chart: Chart) -> str:
    """Write the chart part; elements stand in the order the schema asks for."""
    series = "".join(_series(chart, at) for at in range(len(chart.series)))
    return (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:date1904 val="0"/>'
        '<c:lang val="zh-CN"/><c:roundedCorners val="0"/>'
        f"<c:chart>{_title(chart.title)}"
        '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/>'
        f'<c:grouping val="clustered"/><c:varyColors val="0"/>{series}<c:gapWidth val="80"/>'
        f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:barChart>'
        f"{_axes()}</c:plotArea>"
        f'<c:legend><c:legendPos val="r"/><c:overlay val="0"/>{_font(900)}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>{_PALE}</c:spPr>'
        f'{_font(900)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def _title(words: str) -> str:
    run = (
        '<a:rPr lang="zh-CN" sz="1050" b="0"><a:latin typeface="Times New Roman"/>'
        '<a:ea typeface="黑体"/></a:rPr>'
    )
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>"
        '<a:defRPr sz="1050" b="0"/></a:pPr>'
        f"<a:r>{run}<a:t>{escape(words)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def _series(chart: Chart, at: int) -> str:
    series, column = chart.series[at], "BC"[at]
    last = len(chart.categories) + 1
    names = "".join(
        f'<c:pt idx="{number}"><c:v>{escape(words)}</c:v></c:pt>'
        for number, words in enumerate(chart.categories)
    )
    count = f'<c:ptCount val="{len(chart.categories)}"/>'
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef>'
        f'<c:f>{_SHEET}!${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0">'
        f"<c:v>{escape(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        f'<c:spPr>{_FILLS[at]}{_LINE}</c:spPr><c:invertIfNegative val="0"/>'
        f"<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_font(800)}"
        '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>{_SHEET}!$A$2:$A${last}</c:f><c:strCache>{count}{names}"
        "</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{_SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode>{count}{_points(series)}</c:numCache></c:numRef>"
        "</c:val></c:ser>"
    )


def _points(series: Series) -> str:
    """Write the numbers; one that is not known leaves a gap, not a bar of no height."""
    return "".join(
        f'<c:pt idx="{number}"><c:v>{value}</c:v></c:pt>'
        for number, value in enumerate(series.numbers)
        if value is not None
    )


def _axes() -> str:
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
        '</c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{_LINE}</c:spPr>'
        f'{_font(900)}<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/>'
        '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
        '<c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f"<c:majorGridlines><c:spPr>{_PALE}</c:spPr></c:majorGridlines>"
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_font(800)}"
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _font(size: int) -> str:
    """Set words of the chart: hundredths of a point."""
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}" b="0">'
        '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
        '<a:latin typeface="Times New Roman"/><a:ea typeface="宋体"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )
