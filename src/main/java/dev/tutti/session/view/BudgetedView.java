package dev.tutti.session.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.call.ContextUse;
import dev.tutti.chat.Json;
import dev.tutti.context.ContextInput;
import dev.tutti.context.ContextStrategy;
import dev.tutti.context.ContextView;
import dev.tutti.context.Dependence;
import dev.tutti.context.HistoryMessage;
import dev.tutti.context.HistorySummary;
import dev.tutti.context.InputPrice;
import dev.tutti.context.TokenBudget;
import dev.tutti.context.ViewTokens;
import dev.tutti.session.ChatSession;
import dev.tutti.session.HistoryView;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.SessionStrategy;
import dev.tutti.session.SessionView;
import dev.tutti.token.PromptEstimate;
import dev.tutti.token.learned.TokenLearning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * View of a session within its budget, by its strategy or the configured one. How each message
 * depends on others is decided once and remembered, for the latest 100,000. Thread-safe.
 */
public final class BudgetedView implements HistoryView {
  private static final int REMEMBERED = 100_000;

  /** Messages about which is decided anew at most, the latest; others are kept. */
  private static final int DECIDED = 50;

  private static final long TENTH = 10;

  private final Supplier<ContextSettings> settings;
  private final MessageDependence dependence;
  private final TokenLearning tokens;
  private final Function<String, InputPrice> price;
  private final SummaryWriter summaries;
  private final Cache<String, Dependence> decided =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /**
   * @param settings those of the moment
   * @param price of a model's input
   */
  public BudgetedView(
      Supplier<ContextSettings> settings,
      MessageDependence dependence,
      TokenLearning tokens,
      Function<String, InputPrice> price,
      SummaryWriter summaries) {
    this.settings = settings;
    this.dependence = dependence;
    this.tokens = tokens;
    this.price = price;
    this.summaries = summaries;
  }

  @Override
  public SessionView of(
      ChatSession session, List<SessionMessage> history, int newest, String model) {
    var now = settings.get();
    var strategy = session.context().strategy().orElse(now.strategy());
    var messages = messages(session, history, strategy, model);
    long tenths = tenths(messages, model);
    var view = ContextView.of(input(session, messages, newest, strategy, tenths, model));
    if (!view.compaction().isEmpty()) {
      summaries.want(session, history, view.compaction());
    }
    return told(strategy, view, tenths, decision(strategy, messages, newest));
  }

  private static String decision(
      SessionStrategy strategy, List<HistoryMessage> messages, int newest) {
    if (strategy != SessionStrategy.AUTO || newest == 0) {
      return "";
    }
    var asked = messages.get(messages.size() - newest);
    return asked.dependence() == Dependence.DEPENDENT ? "follow_up" : "standalone";
  }

  private ContextInput input(
      ChatSession session,
      List<HistoryMessage> messages,
      int newest,
      SessionStrategy strategy,
      long tenths,
      String model) {
    long budget = session.context().budgetTokens().orElse(settings.get().budgetTokens());
    long system = session.system().isEmpty() ? 0 : SummaryWriter.tokens(session.system());
    var within = TokenBudget.of(Math.max(1, (budget - system) * TENTH / tenths));
    boolean summed = strategy == SessionStrategy.SUMMARY || strategy == SessionStrategy.AUTO;
    int asked = messages.size() - newest;
    return ContextInput.builder(ContextStrategy.valueOf(strategy.name()), within)
        .summary(summed ? summaries.of(session) : HistorySummary.NONE)
        .history(messages.subList(0, asked))
        .newest(messages.subList(asked, messages.size()))
        .price(price.apply(model))
        .build();
  }

  private List<HistoryMessage> messages(
      ChatSession session, List<SessionMessage> history, SessionStrategy strategy, String model) {
    var messages = new ArrayList<HistoryMessage>(history.size());
    int first = Math.max(0, history.size() - 2 * DECIDED);
    for (int at = 0; at < history.size(); at++) {
      var each = history.get(at);
      var json = each.jsonFor(model);
      long counted = each.tokens() > 0 ? each.tokens() : PromptEstimate.ofMessage(json);
      var degree =
          strategy == SessionStrategy.AUTO && each.role().equals("user")
              ? degree(session, history, at, at >= first)
              : Dependence.DEPENDENT;
      messages.add(new HistoryMessage(each.id(), json, counted, each.pinned(), degree));
    }
    return messages;
  }

  private Dependence degree(
      ChatSession session, List<SessionMessage> history, int at, boolean decides) {
    var message = history.get(at);
    if (!message.dependence().isEmpty()) {
      return Dependence.of(message.dependence());
    }
    var key = session.owner() + '\n' + session.id() + '\n' + message.id();
    var known = decided.getIfPresent(key);
    if (known != null || !decides) {
      return known == null ? Dependence.DEPENDENT : known;
    }
    var degree = dependence.of(history.subList(0, at), message);
    decided.put(key, degree);
    return degree;
  }

  /**
   * Tokens of this model for ten of the usual estimate, 5 to 30. Messages are counted by the usual
   * one, as what is learned changes and views would with it; the budget makes up for it.
   */
  private long tenths(List<HistoryMessage> messages, String model) {
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

  private static SessionView told(
      SessionStrategy strategy, ContextView view, long tenths, String decision) {
    return new SessionView(
        strategy,
        view.messages(),
        view.kept().size(),
        view.summarised().size(),
        view.dropped().size(),
        use(view.tokens(), tenths, decision),
        details(view));
  }

  private static ContextUse use(ViewTokens tokens, long tenths, String decision) {
    return new ContextUse(
        tokens.sent() * tenths / TENTH,
        tokens.cached() * tenths / TENTH,
        tokens.full() * tenths / TENTH,
        tokens.fullCached() * tenths / TENTH,
        decision);
  }

  private static ObjectNode details(ContextView view) {
    var json = Json.object().put("loss", view.loss().title());
    view.kept().forEach(json.putArray("kept_ids")::add);
    view.summarised().forEach(json.putArray("summarised_ids")::add);
    var omitted = json.putArray("omitted");
    view.dropped()
        .forEach(each -> omitted.addObject().put("id", each.id()).put("reason", each.reason()));
    view.warnings().forEach(json.putArray("warnings")::add);
    return json;
  }
}
