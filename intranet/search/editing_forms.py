"""Forms of those who teach the search."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intranet.accounts.models import User
from intranet.search.keys import ask, have_same_words
from intranet.search.models import PinnedResult, SynonymGroup
from intranet.search.models.editing import LONGEST_LABEL, LONGEST_PHRASE, lines_of
from intranet.search.pins import Target, target_of, targets_of

MOST_PHRASES = 12
MOST_WORDS = 5
MOST_QUESTIONS = 20
LONGEST_TEXT = 2_500
MOST_POSITION = 99


def _checked(phrases: Iterable[str]) -> list[str]:
    """Return the phrases without repetitions; refuse what the search could not ask for."""
    kept: list[str] = []
    asked: list[tuple[frozenset[str], ...]] = []
    for phrase in phrases:
        if len(phrase) > LONGEST_PHRASE:
            raise ValidationError(
                _("“%(phrase)s…” is too long: at most %(most)s characters.")
                % {"phrase": phrase[:30], "most": LONGEST_PHRASE}
            )
        groups = ask(phrase).groups
        if not groups:
            raise ValidationError(
                _("“%(phrase)s” has no word to look for: signs and very common words are left out.")
                % {"phrase": phrase}
            )
        if len(groups) > MOST_WORDS:
            raise ValidationError(
                _("“%(phrase)s” has too many words: at most %(most)s.")
                % {"phrase": phrase, "most": MOST_WORDS}
            )
        if not any(have_same_words(groups, other) for other in asked):
            kept.append(phrase)
            asked.append(groups)
    return kept


class SynonymForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when it runs
    """A group of synonyms, one a line; commas and semicolons divide them too."""

    class Meta:
        model = SynonymGroup
        fields = ["phrases", "direction", "note"]
        widgets = {"phrases": forms.Textarea(attrs={"rows": 5}), "direction": forms.RadioSelect}
        help_texts = {
            "phrases": gettext_lazy(
                "One in each line, in any grammatical form, with Polish letters. For example: "
                "świadczenie, zasiłek, zapomoga."
            ),
            "direction": gettext_lazy(
                "The one-way kind suits a general word: whoever asks for “pojazd” also finds “samochód”, "
                "but whoever asks for “samochód” does not want every “pojazd”."
            ),
            "note": gettext_lazy("Why it is here. Readers do not see it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phrases"].max_length = LONGEST_TEXT  # type: ignore[attr-defined]

    def clean_phrases(self) -> str:
        text: str = self.cleaned_data["phrases"]
        if len(text) > LONGEST_TEXT:
            raise ValidationError(_("The text is too long. Divide it into several groups."))
        phrases = _checked(lines_of(re.sub(r"[,;]", "\n", text)))
        if len(phrases) < 2:
            raise ValidationError(
                _("Give at least two different words. Forms of one word meet without any synonyms.")
            )
        if len(phrases) > MOST_PHRASES:
            raise ValidationError(
                ngettext(
                    "A group has at most %(most)s word or phrase.",
                    "A group has at most %(most)s words and phrases.",
                    MOST_PHRASES,
                )
                % {"most": MOST_PHRASES}
            )
        return "\n".join(phrases)


class PinForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when it runs
    """A result pinned to questions; what is pinned is named by its address or number."""

    target = forms.CharField(
        label=gettext_lazy("What to show"),
        max_length=2_000,
        help_text=gettext_lazy(
            "Paste the address of a page of the intranet, or write the number of an order, such as 2/2017."
        ),
    )
    # No field of choices: they are known only when the number has been read, so `clean` judges the choice.
    which = forms.CharField(label=gettext_lazy("Which of them"), required=False, widget=forms.HiddenInput)

    field_order = ["questions", "target", "which", "position", "note"]

    class Meta:
        model = PinnedResult
        fields = ["questions", "position", "note"]
        widgets = {"questions": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "questions": gettext_lazy(
                "One in each line. Grammatical forms, the order of words and Polish letters do not matter, but "
                "nothing may be missing and nothing added."
            ),
            "position": gettext_lazy(
                "1 is the first. Matters when several results are pinned to one question."
            ),
            "note": gettext_lazy("Why it is here. Readers do not see it."),
        }

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by = by
        self.fields["position"].widget.attrs |= {"min": 1, "max": MOST_POSITION}
        self.current: Target | None = None
        if self.instance.pk:
            self.current = target_of((self.instance.source, self.instance.object_id), by)
            self.initial["target"] = self.current.result.url if self.current else ""

    def clean_questions(self) -> str:
        text: str = self.cleaned_data["questions"]
        if len(text) > LONGEST_TEXT:
            raise ValidationError(_("The text is too long."))
        questions = _checked(lines_of(text))
        if not questions:
            raise ValidationError(_("Write at least one question."))
        if len(questions) > MOST_QUESTIONS:
            raise ValidationError(_("At most %(most)s questions.") % {"most": MOST_QUESTIONS})
        return "\n".join(questions)

    def clean_position(self) -> int:
        position: int = self.cleaned_data["position"]
        if not 1 <= position <= MOST_POSITION:
            raise ValidationError(_("Write a number from 1 to %(most)s.") % {"most": MOST_POSITION})
        return position

    def clean_target(self) -> list[Target]:
        targets = targets_of(self.cleaned_data["target"], self._by)
        if not targets:
            raise ValidationError(
                _("Nothing that you can open has this address or number. Copy the address from the browser.")
            )
        return targets

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        targets: list[Target] = cleaned.get("target") or []
        if len(targets) > 1:
            self._offer(targets)
        wanted = cleaned.get("which")
        chosen = targets[0] if len(targets) == 1 else next((it for it in targets if _key(it) == wanted), None)
        if chosen is None:
            if targets:
                self.add_error("which", _("Several things have this number. Choose one of them."))
            return cleaned
        others = PinnedResult.objects.exclude(pk=self.instance.pk)
        if others.filter(source=chosen.hit[0], object_id=chosen.hit[1]).exists():
            self.add_error("target", _("It is pinned already. Add the questions to the pin that is there."))
        self.instance.source, self.instance.object_id = chosen.hit
        self.instance.label = chosen.result.title[:LONGEST_LABEL]
        return cleaned

    def _offer(self, targets: list[Target]) -> None:
        choices = [(_key(it), " · ".join(filter(None, [it.result.title, it.result.meta]))) for it in targets]
        self.fields["which"].widget = forms.RadioSelect(choices=choices)
        self.fields["which"].required = True


def _key(target: Target) -> str:
    return "{}:{}".format(*target.hit)
