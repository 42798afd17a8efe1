"""The watermark 草稿 on every page of a draft.

Puts headers of its own into the package; the official file has none, so nothing of a draft
can be left in it. Knows nothing of the text.
"""

from dataclasses import replace

from lxml import etree

from nianbao.io.word.package import DOCUMENT, OFFICE, PACKAGE, TYPES, Base, written
from nianbao.io.word.styles import Style, W
from nianbao.io.xml_text import quoteattr

WATERMARK = "草稿"

_RELATIONS = "word/_rels/document.xml.rels"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_PAGES = ("default", "even")


def with_watermark(base: Base) -> Base:
    """Give a base with a header for odd and one for even pages; the one given stays as it is.

    Headers of an office's own template make room for them.
    """
    document, relations, types = (
        etree.fromstring(base.parts[name]) for name in (DOCUMENT, _RELATIONS, TYPES)
    )
    (section,) = document.iter(f"{{{W}}}sectPr")
    for old in section.findall(f"{{{W}}}headerReference"):
        section.remove(old)
    headers = {}
    other_first = section.find(f"{{{W}}}titlePg") is not None
    for at, page in enumerate((*_PAGES, "first") if other_first else _PAGES):
        part = f"draft-{page}.xml"
        headers[f"word/{part}"] = _header(page, base.styles[Style.HEADER]).encode()
        reference = etree.Element(f"{{{W}}}headerReference")
        reference.set(f"{{{W}}}type", page)
        reference.set(f"{{{OFFICE}}}id", f"draft-{page}")
        section.insert(at, reference)
        etree.SubElement(
            relations,
            f"{{{PACKAGE}/relationships}}Relationship",
            {"Id": f"draft-{page}", "Type": f"{OFFICE}/header", "Target": part},
        )
        etree.SubElement(
            types,
            f"{{{PACKAGE}/content-types}}Override",
            {"PartName": f"/word/{part}", "ContentType": _HEADER_TYPE},
        )
    changed = {DOCUMENT: document, _RELATIONS: relations, TYPES: types}
    parts = {name: written(root) for name, root in changed.items()}
    return replace(base, parts={**base.parts, **parts, **headers})


def _header(page: str, style: str) -> str:
    """Write a header that holds nothing but the picture behind the text.

    VML, as Word's own 设计 → 水印 writes it: Word, WPS and LibreOffice show it and Word can
    take it off with one command, which it knows by the name PowerPlusWaterMarkObject.
    """
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:hdr xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:w10="urn:schemas-microsoft-com:office:word">'
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr><w:r><w:rPr><w:noProof/></w:rPr>"
        '<w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
        ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
        '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"'
        ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight"'
        ' xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>'
        f'</v:shapetype><v:shape id="PowerPlusWaterMarkObject-{page}" o:spid="_x0000_s2049"'
        ' type="#_x0000_t136" alt="" style="position:absolute;margin-left:0;margin-top:0;'
        "width:320pt;height:160pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        'mso-position-vertical:center;mso-position-vertical-relative:margin"'
        ' o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{WATERMARK}"/>'
        "</v:shape></w:pict></w:r></w:p></w:hdr>"
    )
