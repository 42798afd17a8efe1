"""The menus as data: every action with its menu, name, words and key. What they do is given."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow

from nianbao.ui.menu_titles import CHECK, EDIT, EXPORT, FILE, GO_TO, HELP, SHOW, menu_of
from nianbao.ui.theme.icons import icon

Standard = QKeySequence.StandardKey
Key = str | QKeySequence.StandardKey

UNDO, REDO, LINE = "Undo", "Redo", ""

MENUS: Final[Mapping[str, tuple[tuple[str, str, Key], ...]]] = {
    FILE: (
        ("New", "新建(&N)", Standard.New),
        ("Open", "打开(&O)…", Standard.Open),
        ("Recent", "最近打开的年报(&T)", ""),
        ("Start", "从上一年的年报开始(&L)…", ""),
        ("Import", "导入(&I)…", "Ctrl+I"),
        ("ImportClip", "导入复制的表格(&C)…", "Ctrl+Shift+V"),
        (LINE, "", ""),
        ("Save", "保存(&S)", Standard.Save),
        ("SaveAs", "另存为(&A)…", "Ctrl+Shift+S"),
        ("Versions", "恢复以前的版本(&V)…", ""),
        (LINE, "", ""),
        ("Preview", "预览(&B)", "F7"),
        ("Print", "打印(&P)…", Standard.Print),
        (LINE, "", ""),
        ("Quit", "退出(&Q)", "Ctrl+Q"),
    ),
    EXPORT: (
        ("ExportWord", "Word 文档(&W)…", "Ctrl+E"),
        ("ExportDraft", "Word 草稿（带水印）(&D)…", ""),
        ("ExportPdf", "PDF 文档(&F)…", ""),
        ("ExportExcel", "Excel 工作簿(&X)…", ""),
        ("ExportWeb", "网页(&H)…", ""),
        ("CopyWeb", "复制网页内容，到网站后台粘贴(&C)", ""),
        ("ExportReview", "核对说明（内部）(&R)…", ""),
        (LINE, "", ""),
        ("ExportAll", "全套报送材料(&A)…", ""),
        (LINE, "", ""),
        ("Style", "Word 文档的样式(&S)…", ""),
    ),
    EDIT: (
        (UNDO, "撤销", Standard.Undo),
        (REDO, "重做", "Ctrl+Y"),
        (LINE, "", ""),
        ("Find", "查找(&F)…", Standard.Find),
        ("FindNext", "查找下一处(&X)", "F3"),
        ("FindPrevious", "查找上一处(&V)", "Shift+F3"),
        ("Replace", "替换(&H)…", "Ctrl+H"),
        (LINE, "", ""),
        ("FillZeros", "空白处填 0(&Z)", "Ctrl+0"),
        ("FillTable", "整张表的空白处填 0(&B)", ""),
        ("FillReport", "整份年报的空白处填 0(&R)", ""),
        ("ZeroReport", "零报告：本年没有收到申请(&E)…", ""),
        ("Unlock", "解除锁定(&U)…", "Ctrl+L"),
        (LINE, "", ""),
        ("InsertLink", "插入表格中的数(&S)…", "Ctrl+T"),
        ("AddContact", "开头一段加上联系方式(&L)", ""),
    ),
    SHOW: (),
    CHECK: (
        ("NextFinding", "下一处问题(&N)", "F8"),
        ("PreviousFinding", "上一处问题(&P)", "Shift+F8"),
        (LINE, "", ""),
        ("Offers", "光标处的问题怎么改(&M)…", "Ctrl+M"),
        ("TakeFix", "改数字(&1)", "Alt+F8"),
        ("TakeRewording", "改文字(&2)", "Ctrl+F8"),
        ("Explain", "说明理由(&R)…", "Ctrl+R"),
        (LINE, "", ""),
        ("OfficeWords", "本单位词语表(&W)…", ""),
    ),
    GO_TO: (
        ("NextStep", "下一步(&N)", "Ctrl+PgDown"),
        ("PreviousStep", "上一步(&P)", "Ctrl+PgUp"),
    ),
    HELP: (
        ("Guidance", "填报说明(&G)", "F1"),
        ("Manual", "使用说明(&M)", ""),
        ("Example", "示例年报(&E)", ""),
        (LINE, "", ""),
        ("About", "关于年报助手(&A)", ""),
    ),
}


ICONS: Final = {
    "New": "new",
    "Open": "open",
    "Recent": "recent",
    "Start": "last-year",
    "Import": "import",
    "ImportClip": "table",
    "Save": "save",
    "ExportWord": "export",
    "Preview": "report",
    UNDO: "undo",
    REDO: "redo",
    "Find": "find",
    "ZeroReport": "zero",
    "InsertLink": "table",
    "NextFinding": "down",
    "PreviousFinding": "up",
    "Explain": "write",
    "NextStep": "next",
    "PreviousStep": "back",
    "Guidance": "help",
    "Manual": "guide",
    "Example": "report",
}
"""The icons of the actions that are used most; one for each would be one for none."""


def fill_menus(
    window: QMainWindow, undo: QUndoStack, deeds: Mapping[str, Callable[[], object]]
) -> None:
    """Fill the menus of a window; each action is named `action…` and does its deed."""
    for title, entries in MENUS.items():
        menu = menu_of(window, title)
        for name, words, key in entries:
            if name == LINE:
                menu.addSeparator()
                continue
            action = _action(window, undo, name, words)
            action.setObjectName(f"action{name}")
            action.setShortcut(QKeySequence(key))
            if name in ICONS:
                action.setIcon(icon(ICONS[name]))
            if name in deeds:
                action.triggered.connect(deeds[name])
            menu.addAction(action)


def _action(window: QMainWindow, undo: QUndoStack, name: str, words: str) -> QAction:
    """Make an action; those of the undo stack say by themselves what they would undo."""
    if name == UNDO:
        return undo.createUndoAction(window, words)
    if name == REDO:
        return undo.createRedoAction(window, words)
    return QAction(words, window)
