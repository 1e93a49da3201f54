package dev.tutti.skill.run;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.provider.TokenCount;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillSettings;
import dev.tutti.template.api.Message;
import dev.tutti.template.api.MessageRole;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages to a model when a skill is executed. */
final class SkillMessages {
  private static final String ANSWER = "answer";

  private SkillMessages() {}

  /**
   * The messages: the prompt, what the session tells, the examples, what was said before, what the
   * user says. A template that ends with a message of the user's has said it already; where nobody
   * says anything, the prompt itself is the question.
   */
  static ArrayNode of(Skill skill, List<Message> rendered, SkillRequest request) {
    boolean speaks = !rendered.isEmpty() && rendered.getLast().role() == MessageRole.USER;
    boolean shows = !request.attachments().isEmpty();
    boolean asks =
        speaks || (request.userMessage().isEmpty() && !shows && !isAsked(request.history()));
    var question = asks && !rendered.isEmpty() ? rendered.getLast().text() : request.userMessage();
    var before = asks && !rendered.isEmpty() ? rendered.subList(0, rendered.size() - 1) : rendered;
    var messages = Json.array();
    before.forEach(message -> add(messages, message.role().title(), message.text()));
    int told = (int) request.history().stream().takeWhile(SkillMessages::isSystem).count();
    request.history().subList(0, told).forEach(messages::add);
    skill
        .examples()
        .forEach(
            example -> {
              add(messages, "user", example.user());
              add(messages, "assistant", example.assistant());
            });
    request.history().subList(told, request.history().size()).forEach(messages::add);
    if (shows) {
      messages.addObject().put("role", "user").set("content", parts(question, request));
    } else if (!question.isEmpty()) {
      add(messages, "user", question);
    }
    return messages;
  }

  /** Whether a session tells it every model: instructions, what is remembered, a summary. */
  private static boolean isSystem(ObjectNode message) {
    var role = message.path("role").asString("");
    return role.equals("system") || role.equals("developer");
  }

  /** Parts of the user's message. */
  private static ArrayNode parts(String question, SkillRequest request) {
    var parts = Json.array();
    if (!question.isEmpty()) {
      parts.addObject().put("type", "text").put("text", question);
    }
    request.attachments().forEach(parts::add);
    return parts;
  }

  /** Whether a history ends with what a model has to answer, such as a picture. */
  private static boolean isAsked(List<ObjectNode> history) {
    return !history.isEmpty() && !history.getLast().path("role").asString("").equals("assistant");
  }

  private static void add(ArrayNode messages, String role, String text) {
    messages.addObject().put("role", role).put("content", text);
  }

  /** The request to a model: what the skill says of it, and the caller's options beside. */
  static ChatRequest request(Skill skill, String model, SkillModels.Question question) {
    var asked = skill.settings().model();
    var builder = ChatRequest.builder(model);
    question.options().forEachEntry(builder::with);
    builder.with("messages", question.messages());
    asked.temperature().ifPresent(builder::temperature);
    asked.topP().ifPresent(builder::topP);
    maxTokens(asked, question.options()).ifPresent(builder::maxTokens);
    skill.outputSchema().ifPresent(schema -> builder.with("response_format", format(schema)));
    if (!question.offered().isEmpty()) {
      var list = Json.array();
      question.offered().forEach(tool -> list.add(tool.json()));
      builder.with("tools", list);
    }
    return builder.stream().build();
  }

  private static OptionalInt maxTokens(SkillSettings.Model asked, ObjectNode options) {
    int wish = options.path("max_tokens").asInt(Integer.MAX_VALUE);
    int most = Math.min(asked.maxTokens().orElse(Integer.MAX_VALUE), wish);
    return most == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(most);
  }

  private static ObjectNode format(ObjectNode schema) {
    var format = Json.object().put("type", "json_schema");
    format.putObject("json_schema").put("name", ANSWER).set("schema", schema);
    return format;
  }

  /** Estimated tokens of messages. */
  static long tokens(List<Message> messages) {
    return messages.stream().mapToLong(each -> TokenCount.estimate(each.text())).sum();
  }
}
