package dev.tutti.gateway.responses;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.responses.output.Events;
import dev.tutti.gateway.responses.output.OutputCollector;
import dev.tutti.gateway.responses.output.RelayedOutput;
import dev.tutti.gateway.responses.output.ResponseOutput;
import dev.tutti.responses.Predecessor;
import dev.tutti.session.Ids;
import io.vertx.core.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The response object around its output. Confined to the call's loop. */
final class ResponseFrame {
  private final Request request;
  private final AnswerContext context;
  private final Ids ids;
  private final ResponseStorage storage;
  private final String id;

  ResponseFrame(Request request, AnswerContext context, Ids ids, ResponseStorage storage) {
    this.request = request;
    this.context = context;
    this.ids = ids;
    this.storage = storage;
    this.id = ids.next("resp");
  }

  /** Output for an answer that begins with this chunk. */
  ResponseOutput output(Chunk first, Events events) {
    return first instanceof Chunk.ResponseEvent event
        ? new RelayedOutput(event, events)
        : output(events);
  }

  /** Output that gathers what the model says. */
  OutputCollector output(Events events) {
    return new OutputCollector(
        ids, events, request.root().path("reasoning").path("summary").isString());
  }

  /** The response as it stands before its end. */
  ObjectNode unfinished(ResponseOutput output) {
    var json = json("in_progress", output);
    if (output instanceof RelayedOutput) {
      json.putNull("incomplete_details").putNull("usage"); // the answer may have come in one piece
    }
    return json;
  }

  /** The response at its end. */
  ObjectNode finished(ResponseOutput output, Usage usage) {
    return switch (output) {
      case OutputCollector gathered -> finished(gathered, usage);
      case RelayedOutput relayed -> finished(relayed, usage);
    };
  }

  /** The ending and the usage are given as the upstream says it. */
  private ObjectNode finished(RelayedOutput output, Usage usage) {
    var json = json(output.response().path("status").asString("completed"), output);
    var said = json.path("usage");
    boolean same =
        said.path("input_tokens").asLong(-1) == usage.input()
            && said.path("output_tokens").asLong(-1) == usage.output();
    if (!same) {
      json.set("usage", usage(usage)); // of several attempts, or estimated
    }
    return json;
  }

  private ObjectNode finished(OutputCollector output, Usage usage) {
    var reason =
        switch (output.finish()) {
          case LENGTH -> "max_output_tokens";
          case CONTENT_FILTER -> "content_filter";
          case STOP, TOOL_CALLS -> "";
        };
    var json = json(reason.isEmpty() ? "completed" : "incomplete", output);
    if (!reason.isEmpty()) {
      json.putObject("incomplete_details").put("reason", reason);
    }
    json.set("usage", usage(usage));
    return json;
  }

  /** The response that broke off. */
  ObjectNode failed(ResponseOutput output, Fault fault) {
    var json = json("failed", output);
    json.putObject("error")
        .put("code", word(fault.code()))
        .put("message", fault.getMessage())
        .put("tutti_code", fault.code().code());
    return json;
  }

  /** One of the few words that OpenAI's clients accept here. */
  private static String word(FaultCode code) {
    return switch (code) {
      case RATE_LIMITED, INSUFFICIENT_QUOTA, BUDGET_EXCEEDED -> "rate_limit_exceeded";
      case INVALID_REQUEST, REQUEST_TOO_LARGE, CONTEXT_LENGTH_EXCEEDED, CONTENT_FILTER ->
          "invalid_prompt";
      case AUTHENTICATION,
          PERMISSION,
          MODEL_NOT_FOUND,
          LIMIT_EXCEEDED,
          CONCURRENCY_TIMEOUT,
          UPSTREAM_CREDENTIALS,
          UPSTREAM_FORBIDDEN,
          OVERLOADED,
          UPSTREAM_ERROR,
          CONNECTION,
          TIMEOUT,
          TRUNCATED,
          INVALID_OUTPUT,
          CIRCUIT_OPEN,
          FALLBACK_EXHAUSTED,
          NOT_CACHED,
          CANCELLED,
          DEADLINE_EXCEEDED,
          STORE_UNAVAILABLE,
          INTERNAL ->
          "server_error";
    };
  }

  /** Keeps a response that has ended. */
  Future<Void> keep(ObjectNode response) {
    return storage.keep(context.call(), response);
  }

  private ObjectNode json(String status, ResponseOutput output) {
    return output instanceof RelayedOutput relayed
        ? relayed(status, relayed)
        : composed(status, output);
  }

  /** The upstream's response, with our names and what is kept here. */
  private ObjectNode relayed(String status, RelayedOutput output) {
    var json = Json.object().setAll(output.response());
    json.put("id", id)
        .put("object", "response")
        .put("created_at", context.created())
        .put("status", status)
        .put("model", model(output));
    json.set("output", output.json());
    echo(json, "previous_response_id", "null");
    json.remove("conversation");
    if (request.predecessor() instanceof Predecessor.Conversation(String conversation)) {
      json.putObject("conversation").put("id", conversation);
    }
    json.put("store", request.store());
    echo(json, "metadata", "{}");
    return json;
  }

  private ObjectNode composed(String status, ResponseOutput output) {
    var root = request.root();
    var json =
        Json.object()
            .put("id", id)
            .put("object", "response")
            .put("created_at", context.created())
            .put("status", status)
            .put("background", false)
            .putNull("error")
            .putNull("incomplete_details");
    echo(json, "instructions", "null");
    echo(json, "max_output_tokens", "null");
    echo(json, "max_tool_calls", "null");
    json.put("model", model(output));
    json.set("output", output.json());
    echo(json, "parallel_tool_calls", "true");
    echo(json, "previous_response_id", "null");
    if (request.predecessor() instanceof Predecessor.Conversation(String conversation)) {
      json.putObject("conversation").put("id", conversation);
    }
    json.putObject("reasoning").putNull("effort").putNull("summary");
    if (root.path("reasoning") instanceof ObjectNode reasoning) {
      json.withObject("reasoning").setAll(reasoning);
    }
    json.put("store", request.store());
    options(json);
    return json;
  }

  private void options(ObjectNode json) {
    echo(json, "service_tier", "\"default\"");
    echo(json, "temperature", "1.0");
    json.putObject("text").putObject("format").put("type", "text");
    if (request.root().path("text") instanceof ObjectNode text) {
      json.withObject("text").setAll(text);
    }
    echo(json, "tool_choice", "\"auto\"");
    json.putArray("tools");
    request.root().path("tools").forEach(tool -> json.withArray("tools").add(tool(tool)));
    echo(json, "top_logprobs", "0");
    echo(json, "top_p", "1.0");
    echo(json, "truncation", "\"disabled\"");
    for (var name : new String[] {"user", "prompt_cache_key", "safety_identifier"}) {
      if (request.has(name)) {
        json.set(name, request.root().path(name));
      }
    }
    echo(json, "metadata", "{}");
  }

  /** A tool as it was given; what OpenAI always says is said. */
  private static ObjectNode tool(JsonNode given) {
    var tool = Json.object().put("type", "function");
    if (given.path("type").asString("function").equals("function")) {
      tool.putNull("parameters").putNull("strict");
    }
    return given instanceof ObjectNode object ? tool.setAll(object) : tool;
  }

  private void echo(ObjectNode json, String name, String otherwise) {
    json.set(name, request.has(name) ? request.root().path(name) : Json.tree(otherwise));
  }

  private String model(ResponseOutput output) {
    return context.echoModel() || output.model().isEmpty()
        ? context.request().model()
        : output.model();
  }

  private static ObjectNode usage(Usage usage) {
    var json = Json.object().put("input_tokens", usage.input());
    json.putObject("input_tokens_details")
        .put("cached_tokens", usage.cachedInput())
        .put("cache_write_tokens", usage.cacheWrite());
    json.put("output_tokens", usage.output());
    json.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
    json.put("total_tokens", usage.total());
    if (usage.estimated()) {
      json.put("tutti_estimated", true);
    }
    return json;
  }
}
