"""A form as its tables are looked for: its layouts, all labels one may meet, and the words.

Older forms are looked for with the words of the current one and their own labels. Built once
for each form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from nianbao.core.form import CellId, Form
from nianbao.io.form_toml import read_form
from nianbao.io.locate.labels import label
from nianbao.io.locate.layouts import Layout, layouts_of, lexicon_of
from nianbao.io.locate.lexicon import Lexicon
from nianbao.io.locate.words import Words, words_of
from nianbao.io.older_toml import DeclaredOlder, declared_older, older_ids
from nianbao.io.paths import data


@dataclass(frozen=True)
class Generation:
    """A form and how its tables are found.

    `same` are the cells that mean the same in the current form. `layouts` are of those tables
    alone that the current form has not just like this.
    """

    form: Form
    words: Words
    layouts: tuple[Layout, ...]
    lexicon: Lexicon
    same: frozenset[CellId]

    @cached_property
    def lines(self) -> frozenset[str]:
        """Every label that names a row or a column."""
        leaves = (layout.across.leaves | layout.down.leaves for layout in self.layouts)
        return frozenset[str]().union(*leaves)

    @cached_property
    def wordings(self) -> frozenset[str]:
        """Every label of the tables, and all other words for one."""
        official = {label(c.label) for table in self.form.tables for c in table.cells if c.label}
        others = (words for also in self.words.also.values() for words in also)
        return frozenset(official) | frozenset(map(label, others))


@lru_cache(maxsize=4)
def generation_of(form_id: str) -> Generation:
    """Prepare a form for being looked for."""
    form = read_form(data("forms") / form_id).form
    words = words_of(form_id)
    layouts = layouts_of(form, words)
    lexicon = lexicon_of(form, layouts, words)
    return Generation(form, words, layouts, lexicon, frozenset(form.fields))


@lru_cache(maxsize=4)
def older_generations_of(form_id: str) -> tuple[Generation, ...]:
    """Prepare the forms that came before a form, the latest first."""
    now = generation_of(form_id)
    forms = {name: read_form(data("forms") / name).form for name in older_ids(form_id)}
    older = declared_older(now.form, forms)
    return tuple(_older(now, forms[each.form], each) for each in reversed(older))


def _older(now: Generation, form: Form, declared: DeclaredOlder) -> Generation:
    words = replace(
        now.words,
        also={**now.words.also, **declared.also},
        older=_headings_not_in(form, declared, now.form),
    )
    layouts = layouts_of(form, words)
    changed = {
        table.id
        for table in form.tables
        if {field.id for field in table.fields} != {f.id for f in now.form.table(table.id).fields}
    }
    return Generation(
        form,
        words,
        tuple(layout for layout in layouts if layout.table.id in changed),
        lexicon_of(form, layouts, words),
        declared.same,
    )


def _headings_not_in(
    form: Form, declared: DeclaredOlder, now: Form
) -> Mapping[str, tuple[str, ...]]:
    """List the columns' headings that only the current form has, table by table."""
    wordings = {words for also in declared.also.values() for words in also}
    headings: dict[str, tuple[str, ...]] = {}
    for table in form.tables:
        own = wordings | {field.column_path[-1] for field in table.fields}
        theirs = (field.column_path[-1] for field in now.table(table.id).fields)
        headings[table.id] = tuple(name for name in dict.fromkeys(theirs) if name not in own)
    return headings
