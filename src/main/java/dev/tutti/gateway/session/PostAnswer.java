package dev.tutti.gateway.session;

import dev.tutti.chat.Json;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.CallReport;
import dev.tutti.session.SessionPost;
import tools.jackson.databind.node.ObjectNode;

/** Answer to a post in a session, once it is kept. */
record PostAnswer(SessionPost post, AnswerContext context) implements PostResult {

  @Override
  public ObjectNode json(Usage usage) {
    var json = Json.object().put("session", post.session().id());
    json.set("message", SessionJson.of(post.asked().getLast()));
    post.reply().ifPresent(said -> json.set("reply", SessionJson.of(said)));
    json.set("follow_up", SessionJson.of(post.view().use().decision()));
    json.set("usage", OpenAiUsage.json(usage));
    json.set("view", view());
    context.report().whole().ifPresent(said -> json.set(CallReport.MEMBER, said));
    return json;
  }

  /** For who asks why: with all that was sent. */
  private ObjectNode view() {
    var view = SessionJson.of(post.view());
    return context.report().explain() ? SessionJson.sent(view, post.session(), post.view()) : view;
  }
}
