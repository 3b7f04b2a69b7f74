"""The verbs of the room, the only place that writes. One file per noun that they act on."""

from commonbeat.matters.actions.alone import (
    end_key,
    hand_over_alone,
    make_key,
    open_alone,
    reply_alone,
    write_alone,
    write_on_alone,
)
from commonbeat.matters.actions.answers import (
    answer,
    correct_answer,
    discard_answer,
    publish_answers,
    revise_answer,
)
from commonbeat.matters.actions.appeals import appeal, settle_appeal
from commonbeat.matters.actions.attestations import attest, countersign
from commonbeat.matters.actions.commitments import check, drop_promise, move_due, promise, report
from commonbeat.matters.actions.decisions import decide, order_interim, retire, withdraw_topic
from commonbeat.matters.actions.entering import enter, enter_many
from commonbeat.matters.actions.erasure import ask_erasure, erase
from commonbeat.matters.actions.folding import fold, unfold
from commonbeat.matters.actions.following import confirm_address, follow_by_mail, unsubscribe
from commonbeat.matters.actions.importing import elect_replies, import_conversation
from commonbeat.matters.actions.inbox import hand_over, hide, hold, release, translate
from commonbeat.matters.actions.inputs import comment
from commonbeat.matters.actions.papers import confirm_rule, end_paper, lay_open_paper, read_paper_again
from commonbeat.matters.actions.results import draw, exclude_votes, readmit_votes
from commonbeat.matters.actions.texts import (
    correct_slip,
    edit_text,
    name_movers,
    publish_text,
    put_text,
    settle_fates,
)
from commonbeat.matters.actions.topics import extend_period, leave_out, open_period, revise, start
from commonbeat.matters.actions.voice import not_answered, refuse_translation, withdraw
from commonbeat.matters.actions.voting import (
    confirm_votes_by_mail,
    join_voting,
    print_codes,
    start_opinions,
    vote,
    withdraw_votes,
)

__all__ = [
    "answer",
    "appeal",
    "ask_erasure",
    "attest",
    "check",
    "comment",
    "confirm_address",
    "confirm_rule",
    "confirm_votes_by_mail",
    "correct_answer",
    "correct_slip",
    "countersign",
    "decide",
    "discard_answer",
    "draw",
    "drop_promise",
    "edit_text",
    "elect_replies",
    "end_paper",
    "end_key",
    "enter",
    "enter_many",
    "erase",
    "exclude_votes",
    "extend_period",
    "fold",
    "follow_by_mail",
    "hand_over",
    "hand_over_alone",
    "hide",
    "hold",
    "import_conversation",
    "join_voting",
    "lay_open_paper",
    "leave_out",
    "make_key",
    "move_due",
    "name_movers",
    "not_answered",
    "open_alone",
    "open_period",
    "order_interim",
    "print_codes",
    "promise",
    "publish_answers",
    "publish_text",
    "put_text",
    "read_paper_again",
    "readmit_votes",
    "refuse_translation",
    "release",
    "reply_alone",
    "report",
    "retire",
    "revise",
    "revise_answer",
    "settle_appeal",
    "settle_fates",
    "start",
    "start_opinions",
    "translate",
    "unfold",
    "unsubscribe",
    "vote",
    "withdraw",
    "withdraw_topic",
    "withdraw_votes",
    "write_alone",
    "write_on_alone",
]
