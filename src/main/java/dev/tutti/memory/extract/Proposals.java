package dev.tutti.memory.extract;

import dev.tutti.chat.Json;
import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactDraft;
import dev.tutti.memory.api.MemoryTurn;
import dev.tutti.memory.api.Provenance;
import dev.tutti.memory.fact.FactText;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Judge of what a model proposes. A proposal must quote the user's own message word for word, so
 * that neither what was recalled, nor what the assistant has said, nor what the model makes up is
 * ever noted; it may touch only facts that the model was shown; and a text that is not in the
 * language of its quote is replaced by the quote.
 *
 * @param known the facts that the model was shown, in their order
 */
record Proposals(MemoryTurn turn, List<Fact> known, Instant now) {
  private static final int MOST = 20;
  private static final int SHORTEST_QUOTE = 2;
  private static final int LONGEST_TEXT = 500;
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** Those of an answer that hold, in their order; the others are left out. */
  List<Proposal> of(String answer) {
    var changes = Json.tree(answer).path("changes");
    var accepted = new ArrayList<Proposal>();
    var touched = new HashSet<String>();
    for (var each : changes) {
      if (accepted.size() < MOST) {
        judge(each).filter(proposal -> touched.add(subject(proposal))).ifPresent(accepted::add);
      }
    }
    return List.copyOf(accepted);
  }

  /** What may be changed only once by one answer. */
  private static String subject(Proposal proposal) {
    return switch (proposal) {
      case Proposal.Retract(Fact fact) -> fact.id();
      case Proposal.Keep(FactDraft draft) ->
          draft.supersedes().isEmpty() ? plain(draft.text()) : draft.supersedes().getFirst();
    };
  }

  private Optional<Proposal> judge(JsonNode change) {
    int message = change.path("message").asInt(0);
    if (message < 1 || message > turn.said().size()) {
      return Optional.empty();
    }
    var said = turn.said().get(message - 1);
    var quote = change.path("quote").asString("").strip();
    if (quote.length() < SHORTEST_QUOTE || !plain(said.text()).contains(plain(quote))) {
      return Optional.empty();
    }
    return switch (change.path("operation").asString("")) {
      case "add" -> keep(change, said, quote, List.of());
      case "update" -> shown(change).flatMap(old -> keep(change, said, quote, List.of(old.id())));
      case "delete" -> shown(change).map(Proposal.Retract::new);
      default -> Optional.empty();
    };
  }

  private static String plain(String text) {
    var folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return SPACES.matcher(folded).replaceAll(" ").strip();
  }

  private Optional<Fact> shown(JsonNode change) {
    int number = change.path("fact").asInt(0);
    return number >= 1 && number <= known.size()
        ? Optional.of(known.get(number - 1))
        : Optional.empty();
  }

  private Optional<Proposal> keep(
      JsonNode change, MemoryTurn.Utterance said, String quote, List<String> supersedes) {
    var proposed = change.path("text").asString("").strip();
    var text = sameScript(proposed, quote) ? proposed : quote;
    if (text.isEmpty() || text.length() > LONGEST_TEXT || isKnown(text, supersedes)) {
      return Optional.empty();
    }
    return expires(change.path("expires_at"))
        .map(
            expires ->
                new Proposal.Keep(
                    new FactDraft(
                        turn.user(),
                        FactText.require(text),
                        Fact.heardBy(turn.character()),
                        new Provenance(turn.session(), said.message(), said.at()),
                        confidence(change),
                        expires,
                        supersedes)));
  }

  /** Whether both are in Chinese characters, or neither. */
  private static boolean sameScript(String one, String other) {
    return hasHan(one) == hasHan(other);
  }

  private static boolean hasHan(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
  }

  /** Whether a fact says so already; one that would replace itself is no change either. */
  private boolean isKnown(String text, List<String> supersedes) {
    return known.stream()
        .filter(each -> supersedes.isEmpty() || supersedes.contains(each.id()))
        .anyMatch(each -> plain(each.text()).equals(plain(text)));
  }

  private static double confidence(JsonNode change) {
    double confidence = change.path("confidence").asDouble(0);
    return Math.clamp(Double.isNaN(confidence) ? 0 : confidence, 0, 1);
  }

  /** When it ends; empty for what has ended already. */
  private Optional<Instant> expires(JsonNode given) {
    if (!given.isString() || given.asString().isBlank()) {
      return Optional.of(Fact.Times.NEVER);
    }
    try {
      var time = OffsetDateTime.parse(given.asString()).toInstant();
      return Optional.of(time).filter(each -> each.isAfter(now));
    } catch (DateTimeException _) {
      return Optional.of(Fact.Times.NEVER);
    }
  }
}
