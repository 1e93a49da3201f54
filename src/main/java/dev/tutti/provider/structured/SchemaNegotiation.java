package dev.tutti.provider.structured;

import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.call.SchemaMode;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Series of requests to one deployment for an answer that is valid for a schema: the surest form
 * that is known to be there comes first, and the next one when the upstream says that it does not
 * understand it. A refusal of that sort comes before any work and costs nothing. Confined to the
 * call's loop.
 *
 * @param ask makes one attempt with a form of the request
 */
public record SchemaNegotiation(
    ChatRequest request, Call call, BiFunction<ChatRequest, SchemaMode, Future<ChatStream>> ask) {
  private static final List<String> OF_FORMATS =
      List.of(
          "response_format",
          "response format",
          "json_schema",
          "json schema",
          "json_object",
          "json mode",
          "output_config",
          "output_format",
          "structured output",
          "responsejsonschema",
          "response_schema",
          "responsemimetype",
          "response mime type",
          "guided",
          "grammar");
  private static final List<String> OF_TOOLS = List.of("tool", "function");

  public Future<ChatStream> from(SchemaMode schemaMode) {
    return form(schemaMode)
        .compose(form -> form.isPresent() ? ask(form.get(), schemaMode) : from(below(schemaMode)));
  }

  /** The last mode has a form for everything. */
  private static SchemaMode below(SchemaMode schemaMode) {
    return schemaMode.next().orElse(SchemaMode.PROMPT);
  }

  private Future<ChatStream> ask(ChatRequest form, SchemaMode schemaMode) {
    var answer = ask.apply(form, schemaMode);
    if (schemaMode == SchemaMode.PROMPT) {
      return answer;
    }
    return answer.recover(
        thrown ->
            isRefusal(Fault.from(thrown), schemaMode) && !call.cancelled()
                ? from(below(schemaMode))
                : Future.failedFuture(thrown));
  }

  private Future<Optional<ChatRequest>> form(SchemaMode schemaMode) {
    return call.loop().read(request.body().length(), () -> SchemaForm.of(request, schemaMode));
  }

  /** Whether the upstream has said that it does not understand the form of the request. */
  private static boolean isRefusal(Fault fault, SchemaMode schemaMode) {
    var told = (fault.param().orElse("") + " " + fault.getMessage()).toLowerCase(Locale.ROOT);
    var words = schemaMode == SchemaMode.TOOL ? OF_TOOLS : OF_FORMATS;
    return fault.code() == FaultCode.INVALID_REQUEST && words.stream().anyMatch(told::contains);
  }
}
