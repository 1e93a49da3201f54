package dev.tutti.skill.run;

import dev.tutti.call.Call;
import dev.tutti.call.TurnDecision;
import dev.tutti.chat.Json;
import dev.tutti.followup.FollowUpDecision;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.session.HistoryView;
import dev.tutti.session.RecentHistory;
import dev.tutti.session.SessionTurn;
import dev.tutti.session.SessionView;
import dev.tutti.session.UnreadRows;
import dev.tutti.session.ViewRequest;
import dev.tutti.session.ViewTerms;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.store.Store;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Views of sessions as skills go on with them. Blocking, for virtual threads; thread-safe.
 *
 * @param messages how many of the latest messages are looked at
 */
record SkillViews(HistoryView view, int messages) {
  private static final Set<String> SPEAKERS = Set.of("system", "user", "assistant");

  /** The request after what was said in the session, unless the caller says what was. */
  SkillRequest after(Skill skill, SkillRequest request, Call call, SessionTurn turn) {
    if (!request.history().isEmpty()) {
      return request;
    }
    var session = Store.await(turn.session());
    var recent = Store.await(turn.recent(session, view, call.memory()::take));
    int asked = turn.asked().size();
    var history = latest(recent, asked + messages);
    var model = skill.settings().model().name();
    var seen =
        view.of(
            new ViewRequest(
                call.caller(),
                session,
                history.messages(),
                asked,
                model,
                request.followUp(),
                ViewTerms.USUAL.recalling(false),
                history.unread()));
    call.loop().run(() -> note(call, seen));
    var before = seen.messages().subList(0, seen.messages().size() - asked);
    return decided(request, seen.use().decision()).after(spoken(before));
  }

  /** What is before these is not asked for: it is no part of the history. */
  private static RecentHistory latest(RecentHistory recent, int most) {
    var all = recent.messages();
    return all.size() <= most
        ? recent
        : new RecentHistory(all.subList(all.size() - most, all.size()), UnreadRows.NONE);
  }

  private static void note(Call call, SessionView seen) {
    call.tail().context(seen.use());
    seen.steps().forEach(call.tail().flow()::note);
  }

  /** The request with a decision that was taken already. */
  static SkillRequest decided(SkillRequest request, TurnDecision decision) {
    if (decision.isNone() || request.followUp().decision().isPresent()) {
      return request;
    }
    return request.going(
        FollowUpWish.decided(
            FollowUpDecision.of(
                decision.word(), decision.probability(), decision.reason(), decision.layer())));
  }

  /** Pictures, documents and calls of tools are not said again. */
  private static List<ObjectNode> spoken(List<ObjectNode> view) {
    return view.stream()
        .filter(each -> SPEAKERS.contains(each.path("role").asString("")))
        .filter(each -> !text(each).isEmpty())
        .map(
            each ->
                Json.object().put("role", each.path("role").asString()).put("content", text(each)))
        .toList();
  }

  private static String text(ObjectNode message) {
    var content = message.path("content");
    if (content.isString()) {
      return content.asString();
    }
    var text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asString("")));
    return text.toString();
  }
}
