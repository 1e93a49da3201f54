package dev.tutti.ledger;

import java.util.IdentityHashMap;
import org.jdbi.v3.core.Handle;

/** Rows of attempts. For one transaction after the other; not thread-safe. */
final class AttemptRows {
  private static final int MOST_LABELS = 1_000;

  private final WordIds words;

  /** Labels of prices, which take longer to put together than all else of a row. */
  private final IdentityHashMap<Price, String> labels = new IdentityHashMap<>();

  AttemptRows(WordIds words) {
    this.words = words;
  }

  /** The row of an attempt; its words are in the dictionary. */
  LedgerRow row(Handle handle, AttemptRecord each) {
    var row = LedgerRow.of(LedgerTable.ATTEMPT);
    putAsked(handle, row, each);
    CallRows.putUsage(row, each.usage());
    putCharge(handle, row, each);
    row.put(CallRows.micros(each.timing().total()))
        .putNullable(each.timing().firstToken().map(CallRows::micros).orElse(null))
        .put(words.word(handle, each.asked().skill().skill()))
        .put(each.place().number())
        .put(words.word(handle, each.place().reason().word()))
        .put(each.place().status());
    return row;
  }

  private void putAsked(Handle handle, LedgerRow row, AttemptRecord each) {
    var asked = each.asked();
    row.put(each.ended().toEpochMilli())
        .put(asked.call())
        .put(words.word(handle, asked.caller().key()))
        .put(words.word(handle, asked.caller().owner()))
        .put(words.word(handle, asked.caller().user()))
        .put(words.word(handle, asked.operation().wire()))
        .put(words.word(handle, asked.model()))
        .put(words.word(handle, each.target().provider()))
        .put(words.word(handle, each.target().model()))
        .put(asked.streamed())
        .put(words.word(handle, each.outcome()));
  }

  private void putCharge(Handle handle, LedgerRow row, AttemptRecord each) {
    var billing = each.usage().billing();
    row.put(billing.hourCacheWrite()).put(words.word(handle, billing.serviceTier()));
    switch (each.charge().cost()) {
      case Cost.Known(long nanoDollars) -> row.put(nanoDollars);
      case Cost.Unknown _ -> row.putNullable(null);
    }
    row.put(each.charge().isReported()).put(words.word(handle, basis(each.charge())));
  }

  private String basis(Charge charge) {
    return charge.price().map(this::label).orElseGet(charge::basis);
  }

  private String label(Price price) {
    if (labels.size() > MOST_LABELS) {
      labels.clear();
    }
    return labels.computeIfAbsent(price, Price::label);
  }
}
