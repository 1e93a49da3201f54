package dev.tutti.application;

import dev.tutti.application.api.Application;
import dev.tutti.application.run.ApplicationEngine;
import dev.tutti.application.run.ApplicationObserver;
import dev.tutti.application.run.ApplicationRequest;
import dev.tutti.application.run.OwnedFiles;
import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.PushStream;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Usage;
import dev.tutti.feature.HeededMembers;
import dev.tutti.task.api.StepCheckpoints;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.Executor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An application as a model: the last message of the user is its content, the member {@code
 * parameters} its parameters, and the answer is its result as Markdown. A stream begins after a
 * quarter of a second at the latest, with progress. Thread-safe.
 */
record ApplicationModel(
    String name, Application application, ApplicationEngine engine, Executor threads)
    implements ChatModel {
  private static final Duration BEFORE_PROGRESS = Duration.ofMillis(250);
  private static final HeededMembers MEMBERS =
      HeededMembers.of("an application").knowing("parameters", "files");

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    return call.loop()
        .read(request.body().length(), () -> asked(request, call))
        .compose(asked -> open(asked, request.stream(), call));
  }

  private ApplicationRequest asked(ChatRequest request, Call call) {
    request.requireChat();
    if (request.operation() != Operation.CHAT) {
      throw Fault.invalid(
          "model", "an application (expected: a chat with it, or another model for this endpoint)");
    }
    var chat = request.body().tree();
    MEMBERS.require(chat);
    ObjectNode body = Json.object().put("content", content(chat.path("messages")));
    for (var member : new String[] {"parameters", "files"}) {
      if (chat.hasNonNull(member)) {
        body.set(member, chat.get(member));
      }
    }
    return engine.request(application, body, call.caller());
  }

  private static String content(JsonNode messages) {
    var last = messages.path(messages.size() - 1);
    if (!last.path("role").asString("").equals("user")) {
      throw Fault.invalid(
          "messages", "the last one is not the user's (expected: the text to work on)");
    }
    if (last.path("content").isString()) {
      return last.path("content").asString();
    }
    var text = new StringBuilder();
    for (var part : last.path("content")) {
      if (!part.path("type").asString("").equals("text")) {
        throw Fault.invalid(
            "messages", part.path("type") + " (expected: texts; files go to /v1/apps)");
      }
      text.append(text.isEmpty() ? "" : "\n\n").append(part.path("text").asString(""));
    }
    return text.toString();
  }

  private Future<ChatStream> open(ApplicationRequest asked, boolean streams, Call call) {
    var stream = PushStream.begin(call);
    threads.execute(() -> run(asked, streams, call, stream));
    if (!streams) {
      return stream.opened();
    }
    var stop = call.loop().timer(BEFORE_PROGRESS, stream::open);
    return stream.opened().onComplete(_ -> stop.run());
  }

  private void run(ApplicationRequest asked, boolean streams, Call call, PushStream stream) {
    try {
      stream.tell(new ChatEvent.Start(call.id(), name));
      ApplicationObserver observer =
          streams
              ? (done, total, text) -> stream.tell(note(done, total, text))
              : ApplicationObserver.NOBODY;
      var files = new OwnedFiles(engine.documents(), call.caller().owner());
      var answer = engine.run(application, asked, call, files, observer, StepCheckpoints.NONE);
      stream.tell(new ChatEvent.Text(0, answer.text()));
      stream.complete(new ChatEvent.Finish(0, FinishReason.STOP), answer.usage());
    } catch (RuntimeException | Error e) {
      stream.fail(Fault.from(e), Usage.NONE);
    }
  }

  private static Chunk note(long done, long total, String text) {
    return new Chunk.ProgressNote(
        Json.object()
            .put("event", "progress")
            .put("step", text)
            .put("done", done)
            .put("total", total));
  }
}
