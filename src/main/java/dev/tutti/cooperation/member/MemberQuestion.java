package dev.tutti.cooperation.member;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.plan.PanelMember;
import dev.tutti.text.Sha256;
import tools.jackson.databind.node.ArrayNode;

/**
 * Question to a member.
 *
 * @param stage of the run, such as {@code round_1}
 * @param step unique in the run
 * @param messages not to be changed
 */
public record MemberQuestion(String stage, String step, PanelMember member, ArrayNode messages) {

  /** The request to one of its models. */
  ChatRequest request(String model, boolean streamed) {
    var request = ChatRequest.builder(model);
    request.with("messages", messages);
    member.params().forEachEntry(request::with);
    return streamed ? request.stream().build() : request.build();
  }

  /** Hash of all that the answer depends on. */
  String hash() {
    var all = Json.object();
    all.set("messages", messages);
    all.set("params", member.params());
    var models = all.putArray("models");
    member.models().forEach(models::add);
    return Sha256.hex(Json.bytes(all));
  }
}
