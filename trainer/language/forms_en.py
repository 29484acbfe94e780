"""The form of an English clause (see forms.Form), by marker words and word order."""

from __future__ import annotations

import re
from typing import Final

from trainer.language.lexicon import word_set

_LEAD: Final = (
    r"^(?:(?:so|ok|okay|and|but|now|right|alright|well|then|next|first|firstly|second|finally|also"
    r"|great|thanks|sure|please|kindly|just|actually|meanwhile|again|oh|hi|hello|maybe|perhaps"
    r"|once more|for now|in the meantime|at this point|at the same time) )*"
)
VERBS: Final = (
    "restart|reboot|reset|unplug|plug|turn|switch|power|press|push|hold|click|open|close|check|look"
    "|try|type|enter|run|go|select|choose|disconnect|connect|reconnect|remove|insert|replace|swap"
    "|move|print|send|sign|log|clear|cancel|delete|empty|stop|start|update|install|uninstall|ping"
    "|verify|confirm|make|set|change|add|put|pull|take|wait|disable|enable|unlock|lock|renew|release"
    "|flush|use|read|scan|tell|give|have|follow|shut|wake|tap|load|refill|hit|find|see|bring|leave"
    "|keep|do|test|visit|navigate|repeat|eject|shake|clean|join|forget|pick|accept|approve|grant"
    "|revoke|restore|roll|assign|map|mount|extend|reseat|reload|refresh|relaunch|exit|quit|touch"
    "|get rid|throw|swipe|slide|drag|allow|permit|pay|settle|tick|untick|uncheck|toggle|pop|dial"
    "|activate|deactivate|reactivate"
)
_CONDITION: Final = re.compile(
    r"^(?:(?:and|but|so|even) )*(?:if|once|unless|in case|as soon as|after|before|until|provided)\b"
)
_WHEN: Final = re.compile(
    r"^(?:and |but )?(?:when|whenever)\b(?! (?:did|do|does|was|were|is|are|exactly|have|has|will|can))"
)
_FINE_NOT: Final = re.compile(
    r"\b(?:don't|do not|never) (?:forget|hesitate|worry|panic|be )|\bwhy (?:don't|not)\b"
    r"|\bif you (?:don't|do not) mind\b|\b(?:couldn't|can't|won't|wouldn't) you\b"
)
_NOT: Final = re.compile(
    r"\b(?:(?:you|we|i) )?(?:don't|do not|never|won't|will not|shan't|should not|shouldn't|must not"
    r"|mustn't|needn't|need not|cannot|can't|can not|could not|couldn't|not going to"
    r"|am not (?:able|allowed) to|not allowed to|unable to|no need to|not necessary to|avoid"
    r"|let's not|let us not|refrain from|instead of|rather than|hold off|stop short of|without)\b"
    r"(?: (?:yet|ever|please|just|need to|have to|want you to|want to|try to|actually|even|going to"
    r"|be|to|on|have|need|under any circumstances|go and|you to|attempt to)){0,5} (?P<verb>[a-z]+)"
)
# Ways of not doing a thing without "do not" before its verb.
_LEFT: Final = re.compile(
    r"\b(?:i'm|i am|we're|we are|you're|you are) not (?:to\b|(?:\w+ )?(?!sure|certain|seeing|asking|hearing|getting)\w+ing\b)"
    r"|\b(?:hold off(?: on)?|refrain from|avoid|skip|skipping|never mind|forget about|forget the|pass on"
    r"|do without|done without|decided against|decide against|refuse to|refusing to|not (?:allowed|permitted|authorised|authorized) to"
    r"|(?:isn't|is not|not) (?:necessary|needed|required)|no (?:need|point|reason|sense|call)\b(?: at all)?(?: (?:for|in|to|of))?"
    r"|no way i(?:'m|'ll| am| will)|under no circumstances|on no account|at no point|rather (?:you )?(?:not|didn't|did not)"
    r"|better not|please not|you not to|not to|think i(?:'ll| will)? (?:won't|not)|don't think i(?:'ll| will| should| need)"
    r"|won't be \w+ing|will not be \w+ing|waste of time|instead of|rather than)\b(?! worry)"
    r"|^(?:(?:so|but|and|ok|okay|right|well|no) )*not (?!only|sure|yet clear|a |the |your |that |this |any )\w+ing\b"
    r"|\bleav(?:e|ing) (?:\w+ ){0,6}(?:alone|locked|closed|as it is|as they are|uncleared|untouched|where it is|in place|disabled|off)\b"
    r"|\b(?:won't|will not|not going to) go (?:and )?(?:see|look|check)\b"
    r"|\bnobody (?:gets|has to|needs to|should)\b|\bnone of (?:us|you) (?:has|needs|should)\b"
)
_SO_NOT: Final = re.compile(
    r"(?:^|, )(?:so |and |but )?(?:i|we) (?:won't|will not|can't|cannot|shan't)$"
)
_IT_WILL_NOT: Final = re.compile(
    r"\b(?:it|that|this|there|they|he|she|which|nobody|nothing|\w+(?= should)) (?:won't|will not|shouldn't|should not|doesn't|must not|mustn't)\b"
)
# Twice not, and not anything: neither says what is not done.
_NOTHING_LEFT: Final = re.compile(
    r"\b(?:not|never) (?:skipping|leaving|refusing|avoiding)\b|\b(?:can't|cannot|can not|won't) do without\b"
    r"|\b(?:(?:don't|do not|doesn't|won't|nobody|no one) (?:have to |need to |needs to |has to )?do (?:anything|a thing|nothing))\b"
)
_TOLD_OF: Final = re.compile(
    r"\b(?:you(?:'ve| have|'d| had)?|they|he|she|(?:the|your|our|a|my) (?:last |other |previous )?\w+(?:'ve|'s| has| have| had)?) (?:just |already |also )?"
    r"(?:said|says|say|told|mentioned|wrote|claimed|claim|reported|explained|tell)\b"
    r"|\byou say\b|\b(?:should|could|might|would|must) have (?:been )?\w+(?:ed|en|t)\b|\bif i(?:'d| had)?\b"
)
_OTHERS: Final = re.compile(
    r"^(?:(?:so|and|but|ok|okay|right|well|yesterday|earlier|apparently|already) )*"
    r"(?:(?:the|your|our|a|an|my|one of|some|another) (?:(?!has |have |had |been |was |is |are )\w+(?:'s)? ){1,4}?|somebody |someone |they |he |she |anybody |you )(?:(?!been |being )\w+ )?(?:already |just |also |have |has |had |'ve )*"
    r"(?:restarted|rebooted|reset|unlocked|cleared|emptied|checked|looked|swapped|replaced|sent|pushed|added|mapped|synced|turned|switched|changed|put|took|pulled|went|opened|did)\b"
)
_SEEN: Final = word_set(
    "see know think understand have hear remember mind believe mean get it that you the your any a"
    " work seem care worry hesitate find say like feel agree recognise recognize expect"
)
_ASK_WORDS: Final = re.compile(
    r"\b(?:tell me|let me know|let me ask|may i ask|can i ask|could i ask|i(?:'d| would) like to"
    r" (?:ask|know|confirm|clarify)|i (?:want|wanted|need|have) to (?:ask|know)|do you know|describe"
    r"|can you (?:confirm|say|remember|describe|explain)|could you (?:confirm|say|describe|explain)"
    r"|would you say|i'm asking(?! (?:the|your|their|my|his|her) )|wondering|let me (?:confirm|clarify)|may i (?:have|know|get|take)"
    r"|can i (?:have|get|take)|could i (?:have|get|take)|give me(?! (?:just )?(?:a|an|one|two|five|ten|\d+|half an)(?: \w+)? (?:sec|min|moment|hour|while|bit))|remind me|what about|how about"
    r"|spell|read (?:me|out))\b"
)
_ASK_START: Final = re.compile(
    _LEAD + r"(?:(?:on|in|at|for|to|from|with|by|since|about) )?(?:is|are|was|were|am|do|does|did"
    r"|have you|have they|has|had|what|what's|when|where|which|who|who's|whose|whom|why|how|any"
    r"|anyone|anybody|anything|isn't|aren't|wasn't|doesn't|didn't|haven't|hasn't)\b"
)
_CAN_YOU: Final = re.compile(r"\b(?:can|are you able to|were you able to) ?(?:you)?\b")
_CAN_DO: Final = re.compile(
    _LEAD
    + rf"(?:can you|are you able to) (?:also |now |then )?(?!print|send|find|see|log|sign|use)(?:{VERBS})\b"
)
_ABILITY: Final = re.compile(
    _LEAD + r"(?:can you|can they|can anyone|can others|can your|can the|are you able to"
    r"|were you able to|can you still|will it|can it|would it|could it|will they|should it)"
    r" (?!please\b)"
)
_ORDER_ASK: Final = re.compile(
    r"\b(?:(?:can|could|would|will) you (?:please|kindly|just|maybe|try|go|quickly|possibly)"
    r"|(?:could|would) you(?! (?:see|hear))|can i ask you to|could i ask you to|would you mind"
    r"|i(?:'d| would) like you to|i(?:'ll)? (?:need|want) you to|may i ask you to|do me a favour)\b"
)
_ORDER: Final = re.compile(
    r"\b(?:try|please|go ahead and|make sure|be sure to|you (?:should|need to|have to|must|can|may"
    r"|could|might|will (?:need|have|want) to|'ll (?:need|have) to|want to)(?!'t)|you'll (?:need|have) to"
    r"|have a (?:go|try)|remember to|don't forget to|feel free to|why don't you|it's best to"
    r"|i(?:'d)? (?:suggest|recommend|advise)(?: that)?(?: you)?|i ask you to)\b"
)
# "Have you", "do they" ask, with or without a question mark.
_IMPERATIVE: Final = re.compile(
    _LEAD + r"(?!(?:have|do) (?:you|they|we|others|any|your colleagues|your neighbours)\b)"
    rf"(?:(?:quickly|carefully|simply|slowly|always) )?(?:{VERBS})\b"
)
_CHECK: Final = re.compile(
    _LEAD + r"(?:(?:please|can you|could you|would you|just|try to|i need you to) )*"
    r"(?:please )?(?:check|look|have a look|take a look|see (?:if|whether|what)|make sure|verify)\b"
)
_WHY_NOT: Final = re.compile(
    r"\b(?:couldn't|can't|won't|wouldn't|why don't) you (?!see|hear|print|log|sign)"
)
# "The link I sent", "apps you never use" say which one is meant and tell of nothing else.
_WHICH: Final = re.compile(
    r" (?:that |which )?(?:we|i)(?:'ve| have)? (?:just |already )?"
    r"(?:asked(?: you)? for|sent|mentioned|told|gave|given|showed|shown|wrote|texted)\b"
    r"|(?<=\w) (?:that |which )?you (?:don't|do not|never|no longer)"
    r" (?:need|use|want|like|watch|read|recognise|recognize|know)\b(?! to\b)"
)
_WHETHER: Final = re.compile(r" (?:whether|if|how|what|which|when|where|why)\b")
_UNDERSTANDING: Final = re.compile(_LEAD + r"(?:i|we) (?:can )?(?:understand|see|hear|know)\b")
_SELF: Final = re.compile(
    r"\b(?:i'll|i will|i'm going to|i am going to|let me|allow me to|i'm (?!afraid|sorry|asking(?! (?:the|your|their|my|his|her) ))"
    r"\w+ing|i am (?!asking)\w+ing|i can(?! (?:understand|imagine|see|hear)\b)"
    r"|i shall|i should|we'll|we will|we are going to|i'd like to"
    r"|i would like to|i want to|i need to|i have to|we need to|going to|(?:i'm|i am|we're) (?:just )?about to"
    r"|(?:i'm|i am|we're) (?:just |now |also |already |currently )+\w+ing"
    rf"|letting me|i'll have to|we're going to|^while i)\b(?! you (?:could|can|would|should|to (?:{VERBS}))\b)"
)
# "Let me scroll through all we've taken": what was done earlier is only what is looked at.
_ANNOUNCED: Final = re.compile(
    _LEAD + r"(?:i'll|i will|i'm going to|i am going to|let me(?! tell)|we'll|going to) (?!have\b)"
)
_TOGETHER: Final = re.compile(
    r"\b(?:let's(?! (?:think|see|wait|hold|first|not))|let us|shall we|why don't we|how about we|we can|we could)\b"
)
_DONE: Final = (
    r"(?:\w{2,}ed|reset|sent|set|put|ran|run|made|found|took|taken|gave|given|done|did|got|shut"
    r"|rebuilt|read|seen|saw|cut|built)"
)
_PAST: Final = re.compile(
    r"\b(?:i|we)(?:'ve| have| had|'d)? ?(?:just |already |now |also |then |successfully |been )*"
    rf"(?!need\b|proceed|feed|speed|exceed|embed|indeed|wanted|needed|tried to|understood|noticed|called|heard){_DONE}\b"
    rf"|\b(?:has|have|'s|is|are|was|were) (?:now |just |already )?been (?:now )?{_DONE}\b"
    r"|\b(?:is|are) (?:now|already) (?:reset|restarted|unlocked|cleared|enabled|restored)\b"
    rf"|\b(?:i|we) (?:\w+ly |just |now |also )*(?!need\b|indeed\b|wanted\b|needed\b|tried\b|understood\b|noticed\b|heard\b|see\b|read\b|put\b|set\b|run\b|cut\b|shut\b){_DONE}\b(?! to\b)|\bby me\b|\bdone it\b|\bdealt with\b|\bi've seen to\b"
    r"|\b(?:i|we)(?:'ve| have)? (?:went|gone|had|been|was|just went) (?:ahead |a look |through |over |and |back |in |to )"
    rf"|\b(?:'s|is|are|was|were|got) (?:\w+ ){{0,2}}?{_DONE} (?:now|again|already|just now|for you|by me|a (?:moment|minute|second) ago)\b"
    rf"|\bwas {_DONE} by (?:me|us)\b|\byou(?:'ve| have) been (?:\\w+ ){{0,1}}{_DONE}\b"
    r"|\b(?:i|we)(?:'ve| have) (?:already |just |now )+been\b"
    r"|\b(?:is|are) (?:back|online|usable|working) again\b"
    rf"|\bthat's (?:\w+(?:'s)? ){{1,4}}{_DONE}\b"
)
_UNDER_WAY: Final = re.compile(
    rf"\b(?:is|are) (?:just |now )?being {_DONE}\b|\bwill (?:now )?be {_DONE} (?:by (?:me|us)|now|right)\b"
)
_BARE_PAST: Final = re.compile(r"^(?:already |just |then |also )*(?:\w{2,}ed|reset|ran|sent)\b")
_ALONE_PAST: Final = re.compile(
    r"^(?:(?:already|just|ok|okay|right|there|done) )*(?:\w{3,}ed) (?:it|them|that|the|your|you)\b"
    r"(?=.*\b(?:now|already|for you|again|ago)\b)"
)
# "Raising the quota now" is said by somebody who does it.
_DOING: Final = re.compile(
    _LEAD
    + r"(?!(?:bring|ring|string|sing|printing|anything|everything|nothing|something|during)\b)"
    r"\w{2,}ing (?:it|the|this|that|your|their|you|them|a|an)\b"
)
# What is done at a console is often announced without an "I": "switching it on", "looking at it".
_AT_WORK: Final = re.compile(
    _LEAD
    + r"(?:check|look|see|trac|compar|chart|plott|apply|add|giv|grant|switch|turn|remov|cancel|lift"
    r"|reset|restart|rerunn|renew|enabl|disabl|allow|unblock|unlock|suspend|reactivat|resum|correct|fix|repair"
    r"|restor|rerout|resync|rais|increas|replac|reissu|issu|refund|releas|extend|mov|recycl|rebalanc"
    r"|shift|bring|pull|open|flush|clear|empt|sync|push|map|load|check|read|unblock|go|runn|send|put)ing\b"
)
# "I could reset it" weighs; nobody has decided yet.
_WEIGHING: Final = re.compile(
    r"\bi(?: could| would| might|'d) (?!(?:also |really |just )?(?:like|need|have|ask|want|suggest"
    r"|recommend|advise|appreciate|love|prefer)\b)"
)
_FINITE: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|did|it's|that's|there's|will|would|seems|means|works"
    r"|helps|needs|happens|goes|looks|doesn't|isn't|can|should|might|may|i'm|you're)\b"
)


def form_en(text: str, asks: bool, before: str | None) -> str:
    """The form of the normalised clause `text`; arguments as in `forms.form_of`."""
    if _IMPERATIVE.search(text):
        text = _WHICH.sub("", text)
    if (_CONDITION.search(text) and not _SELF.search(text)) or (_WHEN.search(text) and not asks):
        return "conditional"
    if _is_negated(text, asks):
        return "negated"
    if not asks and (_TOLD_OF.search(text) or _OTHERS.search(text)):
        return "statement"  # somebody else's words or deed
    if _UNDERSTANDING.search(text) and not asks:
        return "statement"
    if not asks and _WEIGHING.search(text) and not _ASK_WORDS.search(text):
        return "statement"
    if not asks and _UNDER_WAY.search(text):
        return "self"
    if not asks and not _ANNOUNCED.search(text) and _PAST.search(_told(text)):
        return "past"
    if before == "past" and not asks and _BARE_PAST.search(text):
        return "past"
    if not asks and _ALONE_PAST.search(text):
        return "past"
    if asks and _WHY_NOT.search(text):
        return "order"
    if _ORDER_ASK.search(text) and not _ASK_WORDS.search(text):
        return "check" if _CHECK.search(text) else "order"
    if _ASK_WORDS.search(text):
        return "question"
    if _ABILITY.search(text):
        return "check" if _CHECK.search(text) or _CAN_DO.search(text) else "question"
    if _TOGETHER.search(text):
        return "together"
    if _CHECK.search(text) and not (before == "self" and not asks):
        return "check"
    if _SELF.search(text) and not asks:
        return "self"
    if _ASK_START.search(text) and (asks or not _IMPERATIVE.search(text)):
        return "question"
    if before in ("self", "past") and _IMPERATIVE.search(text):
        return "self"
    if asks and _IMPERATIVE.search(text) and not _ORDER.search(text):
        return "question"  # "Turn it off and on?" wonders whether to
    if _IMPERATIVE.search(text) or _ORDER.search(text):
        return "order"
    if asks:
        return "question"
    if _DOING.search(text) and not _FINITE.search(_told(text)):
        return "self"
    if _AT_WORK.search(text) and not _FINITE.search(_told(text)):
        return "self"
    return "statement" if _FINITE.search(text) else "bare"


def _told(text: str) -> str:
    """What a clause that announces tells of itself: "I'll check" of "I'll check if it was sent"."""
    announced = _SELF.search(text) or _AT_WORK.search(text)
    whether = _WHETHER.search(text, announced.end()) if announced else None
    return text[: whether.start()] if whether else text


def _is_negated(text: str, asks: bool) -> bool:
    if _FINE_NOT.search(text):
        return False
    text = _NOTHING_LEFT.sub("", text)
    if asks and re.search(r"\b(?:please|rather|you) not (?!able|sure)\b", text):
        return True
    if not asks and (_LEFT.search(text) or _SO_NOT.search(text)):
        return True
    text = _IT_WILL_NOT.sub("", text)
    if re.match(r"(?:and |but )?not (?:the|your|that|this|a|any)\b", text):
        return True
    for match in _NOT.finditer(text):
        if match.group("verb") in _SEEN:
            continue
        if re.match(r"(?:you )?(?:don't|do not) have (?!to\b)", match.group()):
            continue
        refused = match.group().startswith(("can", "could", "i can", "you can", "we can"))
        # "Can't connect" and "you can't print" describe; "I can't reset it" refuses.
        if refused and (asks or not match.group().startswith(("i ", "we "))):
            continue
        if match.group().startswith("without") and not match.group("verb").endswith("ing"):
            continue
        return True
    return False
