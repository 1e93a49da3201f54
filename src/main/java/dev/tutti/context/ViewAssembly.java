package dev.tutti.context;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Assembly of a view: its parts are weighed, its turns chosen, and all is told. */
final class ViewAssembly {
  private final ContextInput input;
  private final HistoryTurns turns;
  private final List<HistoryMessage> newest;
  private final SystemText system;
  private final int apart;
  private final int summarised;
  private final TurnChoice choice;
  private final TurnChoice.Steps steps;
  private final TurnSelection selection;

  private ViewAssembly(ContextInput input, HistoryTurns turns, List<HistoryMessage> newest) {
    this.input = input;
    this.turns = turns;
    this.newest = newest;
    system = SystemText.of(input);
    apart = turns.holding(input.unread().apart());
    summarised = turns.covered(system.summary(), apart);
    choice = new TurnChoice(input, turns, summarised);
    steps = choice.steps(newest.isEmpty() ? Dependence.DEPENDENT : first(newest));
    selection = input.strategy() == ContextStrategy.FULL ? steps.now() : fitting();
  }

  private static Dependence first(List<HistoryMessage> newest) {
    return newest.getFirst().dependence();
  }

  static ViewAssembly of(ContextInput input) {
    var turns = HistoryTurns.of(input.history());
    if (turns.size() > 0 && goesOn(turns.get(turns.size() - 1), input.newest())) {
      var last = turns.get(turns.size() - 1).messages();
      var before = input.history().subList(0, input.history().size() - last.size());
      var newest = Stream.concat(last.stream(), input.newest().stream()).toList();
      return new ViewAssembly(input, HistoryTurns.of(before), newest);
    }
    return new ViewAssembly(input, turns, input.newest());
  }

  /** Whether the last turn of the history is a part of the newest one. */
  private static boolean goesOn(HistoryTurn last, List<HistoryMessage> newest) {
    return newest.isEmpty() ? last.isOpen() : !newest.getFirst().isUser();
  }

  /** What is left for the history, where the newest turn takes more than its part. */
  private TurnSelection fitting() {
    long left = input.budget().total() - system.total() - newestTokens();
    return choice.within(steps.now(), left);
  }

  private long newestTokens() {
    return newest.stream().mapToLong(HistoryMessage::tokens).sum();
  }

  ContextView view() {
    var sent = sent(selection, turns.size());
    var omitted = omitted();
    var dropped = omitted.stream().filter(each -> !each.reason().isEmpty()).toList();
    var inSummary =
        omitted.stream().filter(each -> each.reason().isEmpty()).map(OmittedMessage::id).toList();
    var unread = unread();
    return new ContextView(
        input.strategy(),
        loss(inSummary, dropped, unread),
        messages(sent),
        Stream.concat(sent.stream(), newest.stream()).map(HistoryMessage::id).toList(),
        inSummary,
        dropped,
        unread,
        tokens(sent),
        warnings(sent),
        compaction());
  }

  private LossPolicy loss(
      List<String> inSummary, List<OmittedMessage> dropped, ContextView.Unread unread) {
    if (!dropped.isEmpty() || unread.dropped() > 0 || system.cut()) {
      return LossPolicy.TRIMMED;
    }
    boolean exact = inSummary.isEmpty() && unread.summarised() == 0;
    return exact ? LossPolicy.EXACT : LossPolicy.SUMMARISED;
  }

  /** What the summary stands for of messages that are not here is not here either. */
  private ContextView.Unread unread() {
    var stood = system.summary().messages();
    long here = input.history().stream().filter(each -> stood.contains(each.id())).count();
    long elsewhere = stood.size() - here + system.summary().others();
    long summarised = Math.min(elsewhere, input.unread().messages());
    return new ContextView.Unread(summarised, input.unread().messages() - summarised);
  }

  private List<ObjectNode> messages(List<HistoryMessage> sent) {
    return Stream.of(
            system.messages().stream(),
            sent.stream().map(HistoryMessage::message),
            newest.stream().map(HistoryMessage::message))
        .flatMap(each -> each)
        .toList();
  }

  /** The messages of the history that are sent before a turn. */
  private List<HistoryMessage> sent(TurnSelection chosen, int turn) {
    var sent = new ArrayList<HistoryMessage>();
    for (int at = 0; at < turn; at++) {
      var messages = turns.get(at).messages();
      if (chosen.contains(at)) {
        sent.addAll(messages);
      } else {
        turns.get(at).pinned().stream().mapToObj(messages::get).forEach(sent::add);
      }
    }
    return sent;
  }

  /** The messages that are not sent; without a reason where the summary stands for them. */
  private List<OmittedMessage> omitted() {
    var omitted = new ArrayList<OmittedMessage>();
    for (int at = 0; at < turns.size(); at++) {
      if (selection.contains(at)) {
        continue;
      }
      var messages = turns.get(at).messages();
      var pinned = turns.get(at).pinned();
      for (int each = 0; each < messages.size(); each++) {
        if (!pinned.get(each)) {
          var id = messages.get(each).id();
          omitted.add(new OmittedMessage(id, isSummarised(at, id) ? "" : reason(at)));
        }
      }
    }
    return omitted;
  }

  private boolean isSummarised(int turn, String id) {
    return turn < summarised && (turn >= apart || system.summary().messages().contains(id));
  }

  private String reason(int turn) {
    if (selection.opening() == TurnSelection.NONE || !steps.now().equals(selection)) {
      return "older than what fits into the budget";
    }
    if (selection.opening() == turns.size()) {
      return "the newest message does not refer to it";
    }
    return turn < selection.opening()
        ? "said before the topic began"
        : "neither the opening of the topic nor one of its last exchanges";
  }

  private ViewTokens tokens(List<HistoryMessage> sent) {
    long full =
        system.tokens()
            + SystemText.tokens(system.memory())
            + turns.tokens()
            + input.unread().tokens();
    return new ViewTokens(
        system.total() + sum(sent) + newestTokens(),
        turns.size() == 0 ? 0 : system.total() + sum(common(sent)),
        full + newestTokens(),
        turns.size() == 0 ? 0 : full - turns.get(turns.size() - 1).answerTokens());
  }

  /** The beginning that the request of the last turn had, too. */
  private List<HistoryMessage> common(List<HistoryMessage> sent) {
    var last = turns.get(turns.size() - 1);
    var before = sent(steps.last(), turns.size() - 1);
    before.addAll(last.messages());
    int asked = before.size() - last.answer().size();
    int common = 0;
    while (common < Math.min(asked, sent.size())
        && before.get(common).id().equals(sent.get(common).id())) {
      common++;
    }
    return sent.subList(0, common);
  }

  private static long sum(List<HistoryMessage> messages) {
    return messages.stream().mapToLong(HistoryMessage::tokens).sum();
  }

  private List<String> warnings(List<HistoryMessage> sent) {
    var budget = input.budget();
    var warnings = new ArrayList<String>();
    long all = system.total() + sum(sent) + newestTokens();
    warn(warnings, "all parts that are never left out", all, budget.total());
    warn(warnings, "the system prompt, which is never cut,", system.tokens(), budget.system());
    warn(warnings, "the newest turn, which is never cut,", newestTokens(), budget.newest());
    warn(warnings, "the history with what is pinned", sum(sent), budget.history());
    if (system.cut()) {
      warnings.add("memory: its last lines do not fit %d tokens".formatted(budget.memory()));
    }
    if (!input.summary().isEmpty()
        && input.strategy() != ContextStrategy.FULL
        && input.strategy() != ContextStrategy.WINDOW
        && system.summary().isEmpty()) {
      warn(warnings, "the summary, which is left out,", input.summary().tokens(), budget.summary());
    }
    return warnings;
  }

  private static void warn(List<String> warnings, String part, long tokens, long budget) {
    if (tokens > budget) {
      warnings.add(
          "%s: %d tokens (budget: %d)".formatted(part.replaceAll(",$", ""), tokens, budget));
    }
  }

  private Compaction compaction() {
    if (input.strategy() != ContextStrategy.SUMMARY && input.strategy() != ContextStrategy.AUTO) {
      return Compaction.NONE;
    }
    return compaction(choice.summable());
  }

  /** Everything but the last exchange and the newest turn. */
  Compaction most() {
    return compaction(turns.size() - 1);
  }

  private Compaction compaction(int end) {
    var messages = new ArrayList<HistoryMessage>();
    for (int at = summarised; at < end; at++) {
      messages.addAll(turns.get(at).messages());
    }
    return messages.isEmpty() ? Compaction.NONE : new Compaction(system.summary(), messages);
  }
}
