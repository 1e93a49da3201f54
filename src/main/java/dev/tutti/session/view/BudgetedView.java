package dev.tutti.session.view;

import static dev.tutti.session.view.MessageWeights.TENTH;

import dev.tutti.call.ContextUse;
import dev.tutti.call.FlowClock;
import dev.tutti.call.FlowStep;
import dev.tutti.call.TurnDecision;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.context.Compaction;
import dev.tutti.context.ContextInput;
import dev.tutti.context.ContextStrategy;
import dev.tutti.context.ContextView;
import dev.tutti.context.Dependence;
import dev.tutti.context.HistoryMessage;
import dev.tutti.context.InputPrice;
import dev.tutti.context.TokenBudget;
import dev.tutti.context.UnreadHistory;
import dev.tutti.context.ViewTokens;
import dev.tutti.followup.FollowUpDecision;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.session.ChatSession;
import dev.tutti.session.HistoryCompaction;
import dev.tutti.session.HistoryView;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.SessionStrategy;
import dev.tutti.session.SessionView;
import dev.tutti.session.ViewRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * View of a session within its budget, by its strategy or the configured one. Where the caller says
 * that what is asked goes on with nothing, nothing of the history is sent. Thread-safe.
 */
public final class BudgetedView implements HistoryView, HistoryCompaction {
  /** Tokens of a small budget, of which the detection and the opening of a topic need more. */
  private static final long LEAST = 32_000;

  /** Times the budget, of which the history has a half. */
  private static final long ENOUGH = 2;

  private final Supplier<ContextSettings> settings;
  private final MessageWeights weights;
  private final Function<String, InputPrice> price;
  private final SummaryWriter summaries;
  private final ViewMemory memory;
  private final LongSupplier nanos;

  /**
   * @param settings those of the moment
   * @param price of a model's input
   * @param memory what a model is told about the end user
   * @param nanos the clock of loops
   */
  public BudgetedView(
      Supplier<ContextSettings> settings,
      MessageWeights weights,
      Function<String, InputPrice> price,
      SummaryWriter summaries,
      ViewMemory memory,
      LongSupplier nanos) {
    this.settings = settings;
    this.weights = weights;
    this.price = price;
    this.summaries = summaries;
    this.memory = memory;
    this.nanos = nanos;
  }

  @Override
  public long reach(ChatSession session) {
    long tokens = ENOUGH * Math.max(LEAST, budget(session));
    return strategy(session) == SessionStrategy.FULL ? Long.MAX_VALUE : tokens;
  }

  private long budget(ChatSession session) {
    return session.context().budgetTokens().orElse(settings.get().budgetTokens());
  }

  @Override
  public SessionView of(ViewRequest request) {
    var clock = new FlowClock(nanos);
    var usual = strategy(request);
    boolean anew = !request.terms().exact() && request.followUp().equals(FollowUpWish.NO);
    boolean asks = request.terms().asks();
    var decided = weights.decide(request, asks && usual == SessionStrategy.AUTO);
    var decision = decided.map(BudgetedView::inWords).orElse(TurnDecision.NONE);
    if (!decision.isNone()) {
      clock.end(FlowStep.Kind.FOLLOW_UP, ViewSteps.of(decision));
    }
    var newest = weights.degree(decided.orElse(null));
    var messages = weights.of(request, newest, usual == SessionStrategy.AUTO);
    var within = new Budget(weights.tenths(messages, request.model()), request.session());
    var known = memory(request, within.tokens());
    if (!known.isEmpty()) {
      clock.end(FlowStep.Kind.MEMORY, Json.object().put("lines", known.lines().count() - 1));
    }
    var strategy = anew ? SessionStrategy.AUTO : usual;
    boolean sums = sums(usual) && !anew && request.terms().sums();
    var summary = sums ? SummaryOfView.of(request, summaries) : SummaryOfView.NONE;
    var view =
        ContextView.of(
            input(request, messages, strategy, within)
                .memory(known)
                .summary(summary.told())
                .build());
    long room = within.tokens().summary();
    if (sums && asks && room > 0 && !view.compaction().isEmpty()) {
      summaries.want(SummaryWork.of(request, view.compaction(), summary.messages(), room));
    }
    var use = within.use(view.tokens(), decision);
    clock.end(FlowStep.Kind.VIEW, ViewSteps.of(strategy, view, use));
    boolean said = decided.filter(by -> by.layer() == FollowUpDecision.Layer.MODEL).isPresent();
    return ViewSteps.told(strategy, view, said ? newest.word() : "", use, clock.steps());
  }

  /** Budget of a view, in the usual estimate of tokens. */
  private final class Budget {
    /** Tokens of the model for ten of that estimate. */
    private final long tenths;

    private final TokenBudget tokens;

    Budget(long tenths, ChatSession session) {
      this.tenths = tenths;
      long most = budget(session);
      long system = session.system().isEmpty() ? 0 : SummaryWriter.tokens(session.system());
      this.tokens = TokenBudget.of(Math.max(1, (most - system) * TENTH / tenths));
    }

    TokenBudget tokens() {
      return tokens;
    }

    /** What a view uses, in the model's tokens. */
    ContextUse use(ViewTokens view, TurnDecision decision) {
      return new ContextUse(
          view.sent() * tenths / TENTH,
          view.cached() * tenths / TENTH,
          view.full() * tenths / TENTH,
          view.fullCached() * tenths / TENTH,
          decision);
    }
  }

  private SessionStrategy strategy(ViewRequest request) {
    return request.terms().exact() ? SessionStrategy.FULL : strategy(request.session());
  }

  private SessionStrategy strategy(ChatSession session) {
    return session.context().strategy().orElse(settings.get().strategy());
  }

  private static boolean sums(SessionStrategy strategy) {
    return strategy == SessionStrategy.SUMMARY || strategy == SessionStrategy.AUTO;
  }

  private ContextInput.Builder input(
      ViewRequest request, List<HistoryMessage> messages, SessionStrategy strategy, Budget within) {
    int asked = request.before().size();
    return ContextInput.builder(ContextStrategy.valueOf(strategy.name()), within.tokens())
        .history(messages.subList(0, asked))
        .unread(unread(request, messages))
        .newest(messages.subList(asked, messages.size()))
        .price(price.apply(request.model()));
  }

  private static UnreadHistory unread(ViewRequest request, List<HistoryMessage> messages) {
    int apart = request.apart();
    long latest =
        messages.subList(apart, messages.size()).stream().mapToLong(HistoryMessage::tokens).sum();
    var rows = request.unread();
    return new UnreadHistory(apart, rows.rows(), rows.tokens(latest));
  }

  private String memory(ViewRequest request, TokenBudget within) {
    var session = request.session();
    if (!request.terms().recalls() || !memory.tells(session)) {
      return "";
    }
    var user = session.user();
    var caller = user.isEmpty() ? request.caller() : request.caller().forUser(user);
    var text = memory.of(caller, said(request.history()), session.character());
    return MemoryLines.fitting(text, within);
  }

  private static String said(List<SessionMessage> history) {
    return history.reversed().stream()
        .filter(each -> each.role().equals("user"))
        .map(SessionMessage::text)
        .findFirst()
        .orElse("");
  }

  /** A session whose views have no summary has them from now on. */
  @Override
  public void compact(ViewRequest request) {
    if (settings.get().summaryModel().isEmpty()) {
      throw Fault.invalid(
          "conversation.summary.model", "is not configured (expected: a model that sums up)");
    }
    var messages = weights.of(request, Dependence.DEPENDENT, false);
    var within = new Budget(weights.tenths(messages, request.model()), request.session());
    var input = input(request, messages, SessionStrategy.SUMMARY, within);
    int before = Integer.MAX_VALUE;
    while (true) {
      var summary = SummaryOfView.of(request, summaries);
      var left = Compaction.most(input.summary(summary.told()).build());
      if (left.isEmpty() || left.messages().size() >= before) {
        break; // one summary may not have had room for all that there is
      }
      before = left.messages().size();
      long room = within.tokens().summary();
      summaries.write(SummaryWork.of(request, left, summary.messages(), room));
    }
    if (!sums(strategy(request.session()))) {
      summaries.summariseFromNowOn(request.session());
    }
  }

  private static TurnDecision inWords(FollowUpDecision decision) {
    return new TurnDecision(
        decision.decision().word(),
        decision.probability(),
        decision.reason(),
        decision.layer().word());
  }
}
