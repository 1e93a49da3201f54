package dev.tutti.gateway.character;

import dev.tutti.character.StoredCharacter;
import dev.tutti.character.card.CardRefusal;
import dev.tutti.character.card.CardRefusal.Reason;
import dev.tutti.character.card.CardView;
import dev.tutti.character.card.CardWarning;
import dev.tutti.character.generation.ProfileConsistency;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import java.util.List;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.node.ObjectNode;

/** Answer about a card, or the refusal of one. */
record CardAnswer(int status, ObjectNode json) {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int LONGEST_PLACE = 200;

  static CardAnswer of(StoredCharacter character, CardView view) {
    var answer = Json.object();
    answer.set("character", json(character).put("display_name", view.displayName()));
    answer.put("version", character.version()).put("kind", character.kind());
    answer.set("normalized", normalized(character, view));
    var profile = view.extensions().path("tutti/profile");
    if (profile.isObject()) {
      answer.set("profile", profile);
      answer.set("consistency", ProfileConsistency.of(character.name(), profile));
    }
    warnings(answer, view.warnings());
    return new CardAnswer(OK, answer);
  }

  static ObjectNode json(StoredCharacter each) {
    return Json.object()
        .put("id", each.id())
        .put("object", "character")
        .put("name", each.name())
        .put("kind", each.kind())
        .put("version", each.version())
        .put("bytes", each.bytes())
        .put("created_at", each.created().toString());
  }

  private static ObjectNode normalized(StoredCharacter character, CardView view) {
    var normalized = view.fields().deepCopy();
    if (character.kind().equals("card")) {
      normalized.put("display_name", view.displayName());
    }
    if (view.book() == null) {
      normalized.putNull("lorebook");
    } else {
      var lorebook = normalized.putArray("lorebook");
      view.entries().forEach(lorebook::add);
    }
    return normalized;
  }

  private static void warnings(ObjectNode answer, List<CardWarning> warnings) {
    var list = answer.putArray("warnings");
    for (var each : warnings) {
      var where = each.where();
      list.addObject()
          .put("code", each.code())
          .put("message", each.message())
          .put("where", where.length() > LONGEST_PLACE ? where.substring(0, LONGEST_PLACE) : where);
    }
  }

  /** The refusal of a file; anything else fails as it did. */
  static CardAnswer refusal(Throwable thrown) {
    var cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return switch (cause) {
      case CardRefusal refusal -> refusal(refusal.reason(), String.valueOf(refusal.getMessage()));
      case Fault fault when fault.code() == FaultCode.REQUEST_TOO_LARGE ->
          refusal(Reason.TOO_LARGE, String.valueOf(fault.getMessage()));
      default -> throw new CompletionException(cause);
    };
  }

  private static CardAnswer refusal(Reason reason, String message) {
    var answer = Json.object();
    answer
        .putObject("error")
        .put("message", reason.word() + ": " + message)
        .put("type", "invalid_request_error")
        .putNull("param")
        .put("code", "invalid_card")
        .put("reason", reason.word());
    return new CardAnswer(BAD_REQUEST, answer);
  }

  void write(HttpExchange exchange) {
    exchange.response().setStatusCode(status);
    exchange.json(json);
  }
}
