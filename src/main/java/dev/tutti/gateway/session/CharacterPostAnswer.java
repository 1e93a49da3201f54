package dev.tutti.gateway.session;

import dev.tutti.character.chat.CharacterSession;
import dev.tutti.chat.Json;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.CallReport;
import dev.tutti.session.MessageVariants;
import dev.tutti.session.NewMessage;
import dev.tutti.session.SessionPost;
import tools.jackson.databind.node.ObjectNode;

/** Answer of a character, once it is kept. */
record CharacterPostAnswer(CharacterSession in, SessionPost post, AnswerContext context)
    implements PostResult {

  @Override
  public ObjectNode json(Usage usage) {
    var json = Json.object();
    json.put("reply", post.reply().map(CharacterPostAnswer::text).orElse(""));
    json.put("session_id", in.session().id());
    json.putObject("character").put("id", in.character().id()).put("name", in.character().name());
    json.put("model", in.model());
    if (!post.asked().isEmpty()) {
      json.put("message_id", post.asked().getLast().id());
    }
    post.reply().ifPresent(said -> reply(json, said));
    json.set("usage", OpenAiUsage.json(usage));
    json.set("follow_up", SessionJson.of(post.view().use().decision()));
    json.set("view", view());
    context.report().whole().ifPresent(said -> json.set(CallReport.MEMBER, said));
    return json;
  }

  private static String text(NewMessage reply) {
    return SessionJson.text(reply.json().path("content"));
  }

  private static void reply(ObjectNode json, NewMessage said) {
    json.put("reply_id", said.id()).put("variant", MessageVariants.number(said.metadata()));
    json.put("created_at", said.at().toString());
  }

  private ObjectNode view() {
    var view = SessionJson.of(post.view());
    return context.report().explain() ? SessionJson.sent(view, post.session(), post.view()) : view;
  }
}
