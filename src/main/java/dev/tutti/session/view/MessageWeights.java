package dev.tutti.session.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.context.Dependence;
import dev.tutti.context.HistoryMessage;
import dev.tutti.followup.FollowUpDecision;
import dev.tutti.session.ChatSession;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.ViewRequest;
import dev.tutti.token.PromptEstimate;
import dev.tutti.token.learned.TokenLearning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Weights of messages: their tokens, and how each depends on what was said before it, which is
 * decided once and remembered, for the latest 100,000. Thread-safe.
 */
public final class MessageWeights {
  /** Tenths in a whole. */
  static final long TENTH = 10;

  private static final int REMEMBERED = 100_000;

  /** Messages about which is decided anew at most, the latest; others are kept. */
  private static final int DECIDED = 50;

  private final FollowUpDependence dependence;
  private final TokenLearning tokens;
  private final DecisionNotes notes;
  private final Cache<String, Dependence> decided =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /** Notes of decisions that may be other ones if they were taken again, such as a model's. */
  @FunctionalInterface
  public interface DecisionNotes {
    /** Notes one, some time later; never blocks. */
    void note(ChatSession session, SessionMessage message, Dependence degree);
  }

  public MessageWeights(FollowUpDependence dependence, TokenLearning tokens, DecisionNotes notes) {
    this.dependence = dependence;
    this.tokens = tokens;
    this.notes = notes;
  }

  /**
   * The decision about what is asked: the caller's, or else the detector's. Empty where nothing is
   * asked, or what is said is no user's, such as the result of a tool.
   *
   * @param asks whether a model may be asked
   */
  Optional<FollowUpDecision> decide(ViewRequest request, boolean asks) {
    var asked = request.asked();
    if (asked.isEmpty() || !isUsers(asked.getFirst())) {
      return Optional.empty();
    }
    var message = asked.getFirst();
    var decision =
        request
            .followUp()
            .decision()
            .orElseGet(() -> dependence.decide(request.before(), message, asks));
    var degree = dependence.degree(decision);
    decided.put(key(request.session(), message), degree);
    if (decision.layer() == FollowUpDecision.Layer.MODEL) {
      notes.note(request.session(), message, degree);
    }
    return Optional.of(decision);
  }

  /** The dependence that follows from a decision; what nobody has decided depends. */
  Dependence degree(@Nullable FollowUpDecision decision) {
    return decision == null ? Dependence.DEPENDENT : dependence.degree(decision);
  }

  private static boolean isUsers(SessionMessage message) {
    return message.role().equals("user");
  }

  private static String key(ChatSession session, SessionMessage message) {
    return session.owner() + '\n' + session.id() + '\n' + message.id();
  }

  /**
   * The history, with what is asked at its end.
   *
   * @param newest how what is asked depends on what was said before it
   * @param earlier whether it matters what earlier messages depend on
   */
  List<HistoryMessage> of(ViewRequest request, Dependence newest, boolean earlier) {
    var history = request.history();
    var messages = new ArrayList<HistoryMessage>(history.size());
    int first = Math.max(0, history.size() - 2 * DECIDED);
    int asked = request.before().size();
    for (int at = 0; at < history.size(); at++) {
      var degree = Dependence.DEPENDENT;
      if (at == asked) {
        degree = newest;
      } else if (earlier && isUsers(history.get(at))) {
        degree = degree(request, at, at >= first);
      }
      messages.add(message(history.get(at), request.model(), degree));
    }
    return messages;
  }

  private static HistoryMessage message(SessionMessage each, String model, Dependence degree) {
    var json = each.jsonFor(model);
    long counted = each.tokens() > 0 ? each.tokens() : PromptEstimate.ofMessage(json);
    return new HistoryMessage(each.id(), json, counted, each.pinned(), degree);
  }

  private Dependence degree(ViewRequest request, int at, boolean decides) {
    var message = request.history().get(at);
    return switch (message.dependence()) {
      case "" -> decided(request, at, decides);
      case "yes" -> Dependence.DEPENDENT; // as its caller has said
      case "no" -> Dependence.INDEPENDENT;
      case String word -> Dependence.of(word);
    };
  }

  private Dependence decided(ViewRequest request, int at, boolean decides) {
    var message = request.history().get(at);
    var key = key(request.session(), message);
    var known = decided.getIfPresent(key);
    if (known != null || !decides) {
      return known == null ? Dependence.DEPENDENT : known;
    }
    var degree = dependence.of(request.history().subList(0, at), message);
    decided.put(key, degree);
    return degree;
  }

  /**
   * Tokens of this model for ten of the usual estimate, 5 to 30. Messages are counted by the usual
   * one, as what is learned changes and views would with it; the budget makes up for it.
   */
  long tenths(List<HistoryMessage> messages, String model) {
    if (messages.isEmpty() || tokens.calls(model) == 0) {
      return TENTH;
    }
    long usual = 0;
    long learned = 0;
    for (var each : messages) {
      usual += each.tokens();
      learned += tokens.messageTokens(model, each.message());
    }
    return Math.clamp(Math.round((double) TENTH * learned / usual), 5, 3 * TENTH);
  }
}
