"""Where the room's pages are."""

from django.urls import path

from commonbeat.frame.page import listing
from commonbeat.matters.views import (
    alone,
    erasure,
    giving,
    joining,
    opinions,
    papers,
    promises,
    results,
    texts,
    topics,
    voice,
    voting,
)
from commonbeat.matters.views.desk import (
    alone as desk_alone,
    entering,
    exclusions,
    folding,
    importing,
    inbox,
    papers as desk_papers,
    promises as desk_promises,
    replies,
    texts as desk_texts,
    topics as desk_topics,
    voting as desk_voting,
)

# The public side
public = [
    *listing("topics/", topics.topics, "matters.topics"),
    *listing("topics/<int:number>/", topics.topic, "matters.topic"),
    path("texts/<int:number>/", texts.text, name="matters.text"),
    path("texts/<int:number>/compare/", texts.compare, name="matters.compare"),
    path("passages/<int:number>/movers/", texts.movers, name="matters.movers"),
    path("periods/<int:number>/comment/", giving.comment, name="matters.comment"),
    path("comments/<int:number>/receipt/", giving.receipt, name="matters.receipt"),
    path("comments/<int:number>/withdraw/", voice.withdraw, name="matters.withdraw"),
    path("comments/<int:number>/not-answered/", voice.not_answered, name="matters.not_answered"),
    path("comments/<int:number>/appeal/", voice.appeal, name="matters.appeal"),
    path("comments/<int:number>/translation/", voice.refuse_translation, name="matters.refuse_translation"),
    path("comments/<int:number>/follow/", voice.follow_by_mail, name="matters.follow_by_mail"),
    path("letters/confirm/<str:key>/", voice.confirm_address, name="matters.confirm_address"),
    path("letters/stop/<str:key>/", voice.unsubscribe, name="matters.unsubscribe"),
    path("promises/<int:number>/proof/<int:report>/", promises.proof, name="matters.proof"),
]

# Votes on opinions
voting_pages = [
    path("periods/<int:number>/vote/", voting.vote, name="matters.vote"),
    path("periods/<int:number>/vote/join/", joining.join_voting, name="matters.join_voting"),
    path("periods/<int:number>/vote/confirm/", joining.confirm_votes_by_mail, name="matters.confirm_votes_by_mail"),
    path("periods/<int:number>/vote/mine/", voting.own_votes, name="matters.own_votes"),
    path("periods/<int:number>/vote/withdraw/", voting.withdraw_votes, name="matters.withdraw_votes"),
    path("periods/<int:number>/opinion/", opinions.add_opinion, name="matters.add_opinion"),
    path("desk/periods/<int:number>/opinions/", desk_voting.start_opinions, name="matters.start_opinions"),
    path("desk/periods/<int:number>/codes/", desk_voting.print_codes, name="matters.print_codes"),
]

# What votes on opinions show
showing = [
    *listing("periods/<int:number>/opinions/", results.opinions, "matters.opinions"),
    path("periods/<int:number>/votes.csv", results.votes, name="matters.votes"),
    path("desk/periods/<int:number>/votes/", exclusions.suspicious, name="matters.suspicious"),
    path("desk/periods/<int:number>/votes/leave-out/", exclusions.exclude_votes, name="matters.exclude_votes"),
    path("desk/left-out/<int:number>/count-again/", exclusions.readmit_votes, name="matters.readmit_votes"),
]

# Erasure by law
erasing = [
    path("comments/<int:number>/erasure/", erasure.ask_erasure, name="matters.ask_erasure"),
    path("desk/erasures/", erasure.erasures, name="matters.erasures"),
    path("desk/erasures/<int:number>/", erasure.erase, name="matters.erase"),
]

# Papers that speak of numbers, and the chief's attestation
numbers = [
    path("papers/check/", papers.check_words, name="matters.check_words"),
    *listing("papers/", papers.papers, "matters.papers"),
    *listing("papers/<int:number>/", papers.paper, "matters.paper"),
    *listing("attestation/", papers.attestations, "matters.attestations"),
    path("attestation/<int:number>/sign/", desk_papers.countersign, name="matters.countersign"),
    path("desk/attest/", desk_papers.attest, name="matters.attest"),
    path("desk/papers/", desk_papers.lay_open_paper, name="matters.lay_open_paper"),
    path("desk/papers/<int:number>/end/", desk_papers.end_paper, name="matters.end_paper"),
    path("desk/rules/", desk_papers.confirm_rule, name="matters.confirm_rule"),
]

# Written to an outside checker alone
written_alone = [
    path("alone/", alone.alone, name="matters.alone"),
    path("alone/back/", alone.come_back_alone, name="matters.come_back_alone"),
    path("alone/back/write/", alone.write_on_alone, name="matters.write_on_alone"),
    path("alone/<int:number>/", alone.write_alone, name="matters.write_alone"),
    path("desk/alone/", desk_alone.alone_desk, name="matters.alone_desk"),
    path("desk/alone/<int:number>/", desk_alone.open_alone, name="matters.open_alone"),
    path("desk/alone/<int:number>/reply/", desk_alone.reply_alone, name="matters.reply_alone"),
    path("desk/alone/key/<int:number>/", desk_alone.make_key, name="matters.make_key"),
    path("desk/alone/key/<int:number>/hand-over/", desk_alone.hand_over_alone, name="matters.hand_over_alone"),
]

# The desk
desk = [
    path("desk/", inbox.inbox, name="matters.inbox"),
    path("desk/import/", importing.import_conversation, name="matters.import_conversation"),
    path("desk/topics/start/", desk_topics.start, name="matters.start"),
    path("desk/topics/<int:number>/", desk_topics.desk, name="matters.desk"),
    path("desk/topics/<int:number>/revise/", desk_topics.revise, name="matters.revise"),
    path("desk/topics/<int:number>/text/", desk_texts.put_text, name="matters.put_text"),
    path("desk/topics/<int:number>/version/", desk_topics.begin_version, name="matters.begin_version"),
    path("desk/topics/<int:number>/period/", desk_topics.open_period, name="matters.open_period"),
    path("desk/topics/<int:number>/comments/", inbox.comments, name="matters.comments"),
    path("desk/topics/<int:number>/near-copies/", folding.fold, name="matters.fold"),
    path("desk/topics/<int:number>/reply/", replies.answer, name="matters.answer"),
    path("desk/topics/<int:number>/replies/", replies.publish_answers, name="matters.publish_answers"),
    path("desk/topics/<int:number>/decide/", replies.decide, name="matters.decide"),
    path("desk/topics/<int:number>/interim/", replies.order_interim, name="matters.order_interim"),
    path("desk/topics/<int:number>/withdraw/", replies.withdraw_topic, name="matters.withdraw_topic"),
    path("desk/topics/<int:number>/retire/", replies.retire, name="matters.retire"),
    path("desk/topics/<int:number>/promise/", desk_promises.promise, name="matters.promise"),
    path("desk/periods/<int:number>/extend/", desk_topics.extend_period, name="matters.extend_period"),
    path("desk/periods/<int:number>/enter/", entering.enter, name="matters.enter"),
    path("desk/periods/<int:number>/enter-many/", entering.enter_many, name="matters.enter_many"),
    path("desk/periods/<int:number>/reply/", importing.elect_replies, name="matters.elect_replies"),
    path("desk/texts/<int:number>/edit/", desk_texts.edit_text, name="matters.edit_text"),
    path("desk/texts/<int:number>/movers/", desk_texts.name_movers, name="matters.name_movers"),
    path("desk/texts/<int:number>/fates/", desk_texts.settle_fates, name="matters.settle_fates"),
    path("desk/texts/<int:number>/publish/", desk_texts.publish_text, name="matters.publish_text"),
    path("desk/passages/<int:number>/slip/", desk_texts.correct_slip, name="matters.correct_slip"),
    path("desk/replies/<int:number>/revise/", replies.revise_answer, name="matters.revise_answer"),
    path("desk/replies/<int:number>/discard/", replies.discard_answer, name="matters.discard_answer"),
    path("desk/replies/<int:number>/correct/", replies.correct_answer, name="matters.correct_answer"),
    path("desk/comments/<int:number>/", inbox.input_page, name="matters.input"),
    path("desk/comments/<int:number>/hold/", inbox.hold, name="matters.hold"),
    path("desk/comments/<int:number>/hide/", inbox.hide, name="matters.hide"),
    path("desk/comments/<int:number>/show/", inbox.release, name="matters.release"),
    path("desk/comments/<int:number>/translate/", inbox.translate, name="matters.translate"),
    path("desk/comments/<int:number>/hand-over/", inbox.hand_over, name="matters.hand_over"),
    path("desk/comments/<int:number>/unfold/", inbox.unfold, name="matters.unfold"),
    path("desk/appeals/", inbox.appeals, name="matters.appeals"),
    path("desk/appeals/<int:number>/", inbox.settle_appeal, name="matters.settle_appeal"),
    path("desk/promises/", desk_promises.to_check, name="matters.to_check"),
    path("desk/promises/<int:number>/report/", desk_promises.report, name="matters.report"),
    path("desk/promises/<int:number>/check/", desk_promises.check, name="matters.check"),
    path("desk/promises/<int:number>/move/", desk_promises.move_due, name="matters.move_due"),
    path("desk/promises/<int:number>/drop/", desk_promises.drop_promise, name="matters.drop_promise"),
]

urlpatterns = [*public, *voting_pages, *showing, *erasing, *numbers, *written_alone, *desk]
