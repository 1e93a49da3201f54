package dev.tutti.cooperation.member;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.plan.PanelMember;
import dev.tutti.text.Sha256;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Question to a member.
 *
 * @param stage of the run, such as {@code round_1}
 * @param step unique in the run
 * @param messages not to be changed
 * @param format {@code response_format} of its answer; null where that is free; not to be changed
 */
public record MemberQuestion(
    String stage,
    String step,
    PanelMember member,
    ArrayNode messages,
    @Nullable ObjectNode format) {
  private static final String FORMAT = "response_format";

  /** Question whose answer is free. */
  public MemberQuestion(String stage, String step, PanelMember member, ArrayNode messages) {
    this(stage, step, member, messages, null);
  }

  /** The same question, whose answer may be the one of the run and has its form. */
  public MemberQuestion answering(CooperationRun run) {
    var form = run.request().about().format();
    return new MemberQuestion(stage, step, member, messages, form);
  }

  /** The request to one of its models. */
  ChatRequest request(String model, boolean streamed) {
    var request = ChatRequest.builder(model);
    request.with("messages", messages);
    member.params().forEachEntry(request::with);
    if (format != null) {
      request.with(FORMAT, format);
    }
    return streamed ? request.stream().build() : request.build();
  }

  /** Hash of all that the answer depends on. */
  String hash() {
    var all = Json.object();
    all.set("messages", messages);
    all.set("params", member.params());
    if (format != null) {
      all.set(FORMAT, format);
    }
    var models = all.putArray("models");
    member.models().forEach(models::add);
    return Sha256.hex(Json.bytes(all));
  }
}
