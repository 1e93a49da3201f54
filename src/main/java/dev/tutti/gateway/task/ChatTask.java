package dev.tutti.gateway.task;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.DetachedCalls;
import dev.tutti.gateway.openai.OpenAiDialect;
import dev.tutti.security.Principal;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskRun;
import dev.tutti.task.api.TaskUsage;
import dev.tutti.text.Sha256;
import io.vertx.core.buffer.Buffer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kind {@code chat}: its input is the body of {@code POST /v1/chat/completions}, its result the
 * answer of that.
 */
public record ChatTask(DetachedCalls calls) implements TaskKind {
  private static final OpenAiDialect DIALECT = new OpenAiDialect(Operation.CHAT);

  @Override
  public String name() {
    return "chat";
  }

  @Override
  public ObjectNode inputSchema() {
    var schema = Json.object().put("type", "object");
    schema.putArray("required").add("model").add("messages");
    var properties = schema.putObject("properties");
    properties.putObject("model").put("type", "string");
    properties.putObject("messages").put("type", "array");
    return schema;
  }

  @Override
  public void check(ObjectNode input, Principal principal) {
    var request = request(input);
    if (request.stream()) {
      throw Fault.invalid("stream", "true (expected: false in a task)");
    }
    DetachedCalls.check(request, principal);
  }

  private static ChatRequest request(ObjectNode input) {
    return ChatRequest.parse(Operation.CHAT, Json.bytes(input));
  }

  @Override
  public String subject(ObjectNode input) {
    return input.path("model").asString("");
  }

  @Override
  public ObjectNode run(TaskRun run) throws Exception {
    var body = Json.bytes(run.input());
    return (ObjectNode)
        run.step(
            "answer",
            Sha256.hex(body),
            () -> {
              var asked =
                  new DetachedCalls.DetachedRequest(
                      DIALECT,
                      Buffer.buffer(body),
                      "task",
                      run.principal(),
                      run.caller(),
                      run.id(),
                      run.remaining(),
                      false);
              var answer = calls.ask(asked, (usage, cost) -> run.used(taskUsage(usage, cost)));
              return new StepResult(
                  Json.tree(answer.body().getBytes()),
                  taskUsage(answer.usage(), answer.nanoDollars()));
            });
  }

  private static TaskUsage taskUsage(Usage usage, long nanoDollars) {
    return new TaskUsage(usage.input(), usage.output(), nanoDollars);
  }
}
