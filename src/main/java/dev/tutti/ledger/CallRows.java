package dev.tutti.ledger;

import dev.tutti.call.Decision;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.LedgerRow.Word;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Rows of calls. For one transaction after the other; not thread-safe. */
final class CallRows {
  /** Ways that are remembered as words: those that leave no choice, and so are few. */
  private static final int MOST_WAYS = 1_000;

  private final WordIds words;
  private final Map<List<Decision.Step>, String> ways = new HashMap<>();

  CallRows(WordIds words) {
    this.words = words;
  }

  /** The row of a call; its words are in the dictionary. */
  LedgerRow row(Handle handle, CallRecord each) {
    var row = LedgerRow.of(LedgerTable.CALL);
    putAsked(handle, row, each);
    putEnd(handle, row, each);
    putSpans(row, each.spans());
    putSpent(row, each.spent());
    putDecision(handle, row, each.way());
    return row;
  }

  private void putAsked(Handle handle, LedgerRow row, CallRecord each) {
    var asked = each.asked();
    row.put(asked.call())
        .put(asked.trace())
        .put(each.started().toEpochMilli())
        .put(word(handle, asked.subject().endpoint()))
        .put(word(handle, asked.caller().key()))
        .put(word(handle, asked.caller().owner()))
        .put(word(handle, asked.caller().user()))
        .put(asked.caller().session())
        .put(asked.occasion().turn())
        .put(asked.occasion().task())
        .put(word(handle, asked.subject().operation().wire()))
        .put(word(handle, asked.subject().model()))
        .put(word(handle, asked.skill().skill()))
        .put(word(handle, asked.skill().revision()))
        .put(asked.subject().streamed());
  }

  private Word word(Handle handle, String text) {
    return words.word(handle, text);
  }

  private void putEnd(Handle handle, LedgerRow row, CallRecord each) {
    var totals = each.spent().totals();
    row.put(word(handle, each.end().outcome()))
        .put(each.end().status())
        .put(word(handle, each.answer().cache()))
        .put(word(handle, each.answer().degraded()))
        .put(each.answer().coalesced())
        .put(totals.attempts())
        .put(totals.failed());
  }

  private static void putSpans(LedgerRow row, CallRecord.Spans spans) {
    row.put(micros(spans.timing().total()))
        .putNullable(spans.timing().firstToken().map(CallRows::micros).orElse(null))
        .put(micros(spans.overhead()))
        .put(micros(spans.limits().plus(spans.places())))
        .put(micros(spans.retries()))
        .put(micros(spans.limits()))
        .put(micros(spans.turns()));
  }

  /** Whole microseconds of a duration. */
  static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private static void putSpent(LedgerRow row, CallRecord.Spent spent) {
    putUsage(row, spent.totals().usage());
    row.put(spent.totals().nanoDollars())
        .put(spent.totals().unpriced())
        .put(spent.saved().tokens())
        .put(spent.saved().nanoDollars());
  }

  /** Puts tokens of every kind, in the order that both tables have. */
  static void putUsage(LedgerRow row, Usage usage) {
    row.put(usage.input())
        .put(usage.cachedInput())
        .put(usage.cacheWrite())
        .put(usage.audioInput())
        .put(usage.output())
        .put(usage.reasoning())
        .put(usage.audioOutput())
        .put(usage.estimated());
  }

  private void putDecision(Handle handle, LedgerRow row, CallWay way) {
    var choices = way.choices();
    if (way.hasMore()) {
      row.put(DecisionJson.of(way));
    } else if (choices.isEmpty()) {
      row.putNullable(null);
    } else if (choices.stream().allMatch(CallRows::leavesNoChoice)) {
      if (ways.size() > MOST_WAYS) {
        ways.clear();
      }
      row.put(word(handle, ways.computeIfAbsent(choices, DecisionJson::of)));
    } else {
      row.put(DecisionJson.of(choices));
    }
  }

  private static boolean leavesNoChoice(Decision.Step step) {
    return step.candidates().size() == 1 && step.away().isEmpty();
  }
}
