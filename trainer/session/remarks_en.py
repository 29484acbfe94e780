"""English remarks of callers."""

from __future__ import annotations

from typing import Final

from trainer.session.remarks import Remarks

EN: Final = Remarks(
    mood_first={
        "worried": (
            "I'm a bit worried, to be honest.",
            "Oh dear, I really don't know what to do.",
            "Sorry if I'm not making sense, I'm all in a flutter.",
            "I didn't know who else to turn to.",
        ),
        "annoyed": (
            "Honestly, I'm getting tired of this.",
            "Here we go, there's always something.",
            "This is the last thing I needed today.",
            "I'm not in the best of moods, I warn you.",
        ),
        "angry": (
            "How much longer do I have to put up with this?",
            "This is ridiculous.",
            "I'll be frank: I'm very unhappy.",
            "This can't go on.",
            "I've run out of polite words.",
        ),
    },
    mood_after={
        "worried": (
            "I'm a bit worried, to be honest.",
            "I hope I haven't broken anything.",
            "Will this take long, do you think?",
            "It can be put right, can't it?",
            "Please tell me it's nothing serious.",
        ),
        "annoyed": (
            "And at the worst moment, as always.",
            "Honestly, I'm getting tired of it.",
            "You can't live like this.",
            "Why is it always me?",
            "I've enough on my plate without this, you know.",
        ),
        "angry": (
            "How much longer do I have to put up with this?",
            "Everything I have to do is at a standstill, you know!",
            "This is ridiculous.",
            "And who's going to give me that time back?",
            "I'm not letting this go.",
        ),
    },
    asides=(
        "It's been one of those days from the start.",
        "I got up early to get everything done, and look at me now.",
        "My list for today is half a page long and I've crossed off exactly one thing.",
        "My horoscope promised me a quiet day, so much for that.",
        "I don't like to bother people, I usually manage on my own.",
        "I made myself a tea and it's gone cold while I sat here.",
        "I was told to come straight to you and not struggle on, so here I am.",
        "Everything I touch today goes wrong.",
        "First I spent half an hour looking for my glasses, and now this.",
        "I'd only just sat down for a minute, and there you go.",
        "I hardly slept last night, and now this on top of it.",
        "We have a family party tomorrow and my head is full of that.",
    ),
    courtesy_first=(
        "Sorry to bother you.",
        "I'm sorry to trouble you with this.",
        "I'm not sure I've come to the right place, do tell me if I haven't.",
        "I do hope you can help.",
    ),
    courtesy_after=(
        "I'd be very grateful.",
        "Thank you in advance!",
        "Could you tell me what to do, please?",
        "Any help would be lovely.",
    ),
    haste_first=(
        "I'll be quick.",
        "No time, so in two words.",
        "Let's get straight to it.",
        "I'm on the run, so here it is.",
    ),
    haste_after=(
        "Quickly, please.",
        "Can we be quick about it?",
        "I haven't got time to wait around.",
        "And let's not make a long talk of it.",
    ),
    deadline_first=(
        "I only have {deadline_in}, so let me be brief.",
        "I've got {deadline_in}, after that it's too late.",
        "Let me say it first: this has to be done in {deadline_in}.",
        "In {deadline_in} it will be too late, so straight to the point.",
    ),
    unsure=(
        "I don't understand these things, I'm explaining it as best I can.",
        "I may be using the wrong words, so bear with me.",
        "I don't know what you call these things, I just say what I see.",
        "I'm not a technical person at all.",
    ),
    handy=(
        "If there's something to look at on my side, just say, I'll find it.",
        "No need to tell me where to click, I'll work it out.",
        "Tell me what to check at my end and I'll check it.",
    ),
    rough_time=(
        "It's been like this since {when} or so.",
        "It's been going on since about {when}, I didn't look at the clock.",
        "That's since {when}, give or take.",
        "It started around {when}, I think.",
    ),
    fillers=("Um…", "Well…", "Er…", "So…", "Right, so…"),
    to_business=(
        "Yes, yes. Let's get on with it.",
        "I'm listening.",
        "Yes, make it quick.",
        "Hi. So?",
    ),
    salutations=("Hello.", "Good day.", "Hello!"),
    signatures=("Best regards, {full_name}, {department}", "{full_name}, {department}"),
    closings=("Thank you in advance.", "I look forward to your reply.", "Thank you for your help."),
    slips={
        "since_earlier": (
            "About {wrong}… No, wait, earlier: {since}.",
            "Around {wrong}, I suppose… Actually no, before that, at {since}.",
            "It started at {wrong}… No, I tell a lie, earlier. {since}, that's it.",
        ),
        "since_later": (
            "About {wrong}… No, wait, later: {since}.",
            "Around {wrong}, I suppose… Actually no, after that, at {since}.",
            "It started at {wrong}… No, I tell a lie, later. {since}, that's it.",
        ),
        "host": (
            "{wrong}… Oh, no, the last digit's wrong: {host}.",
            "One moment… {wrong}. Hang on, let me look closer. {host}, there.",
            "{wrong}, I think… No, I've looked again: {host}.",
        ),
        "contact": (
            "You can ring {wrong}… Oh no, I've mixed up a digit: {phone}.",
            "{wrong}. Wait, that's not the one. It's {phone}.",
        ),
        "deadline": (
            "In about {wrong}… No, I tell a lie: in {deadline_in}.",
            "In {wrong}… Actually no, I've looked at the clock: in {deadline_in}.",
        ),
    },
)
