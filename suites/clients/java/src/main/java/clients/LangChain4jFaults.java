package clients;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.time.Duration;
import java.util.List;

/** Calls that the client leaves, and calls that the server refuses. */
final class LangChain4jFaults {
  void addTo(Flows flows) {
    flows
        .add("cancel", this::cancel)
        .add("timeout", this::timeout)
        .add("unauthorized", this::unauthorized)
        .add("rate_limit", () -> refused(RateLimitException.class, 429, "sim/sim-429"))
        .absent("retry_after", "LangChain4j tries again after a delay of its own")
        .add("context_length", this::contextLength)
        .add("server_error", () -> refused(InternalServerException.class, 502, "sim/sim-500"))
        .add("broken_stream", this::brokenStream)
        .add("unknown_model", this::unknownModel)
        .add("bad_parameter", this::badParameter);
  }

  private void cancel() throws Exception {
    var before = Server.left();
    var model = LangChain4j.streaming("sim/sim-slow").build();
    LangChain4j.leaveAtFirstText(model, LangChain4jChat.hello());
    Server.awaitCancelled(before);
  }

  private void timeout() throws Exception {
    var before = Server.left();
    var impatient = LangChain4j.model("sim/sim-stall").timeout(Duration.ofSeconds(2)).build();
    Expect.raises(TimeoutException.class, () -> impatient.chat(Samples.HELLO));
    Server.awaitCancelled(before);
  }

  private void unauthorized() {
    var model = LangChain4j.model("sim").apiKey("tt-wrong").build();
    var streaming = LangChain4j.streaming("sim").apiKey("tt-wrong").build();
    refused(AuthenticationException.class, 401, model, streaming);
  }

  private void contextLength() {
    var error = refused(InvalidRequestException.class, 400, "sim/sim-context");
    Expect.contains("message", error.getMessage(), "\"context_length_exceeded\"");
  }

  /** LangChain4j passes over an error event: what it shows is an answer without a finish reason. */
  private void brokenStream() throws Exception {
    for (var name : Samples.BROKEN.keySet()) {
      var streaming = LangChain4j.streaming(name).build();
      Expect.raises(
          LangChain4jException.class,
          () -> LangChain4j.stream(streaming, LangChain4jChat.hello()).whole());
    }
  }

  private void unknownModel() {
    var error = refused(ModelNotFoundException.class, 404, "no-such-model");
    Expect.contains("message", error.getMessage(), "\"model_not_found\"");
  }

  private void badParameter() {
    var model = LangChain4j.model("sim").temperature(99.0).build();
    var error = Expect.raises(InvalidRequestException.class, () -> model.chat(Samples.HELLO));
    Expect.contains("message", error.getMessage(), "temperature");
  }

  private static <E extends Exception> E refused(Class<E> kind, int status, String name) {
    return refused(
        kind, status, LangChain4j.model(name).build(), LangChain4j.streaming(name).build());
  }

  /** The error of a streamed call; a plain call must end in one of the same kind and status. */
  private static <E extends Exception> E refused(
      Class<E> kind, int status, ChatModel model, StreamingChatModel streaming) {
    var plain = Expect.raises(kind, () -> model.chat(LangChain4jChat.hello()));
    var streamed =
        Expect.raises(kind, () -> LangChain4j.stream(streaming, LangChain4jChat.hello()));
    for (var error : List.of(plain, streamed)) {
      Expect.same("status", ((HttpException) error.getCause()).statusCode(), status);
    }
    return streamed;
  }
}
