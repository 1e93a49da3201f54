package dev.tutti.cli.cooperation;

import dev.tutti.Configuration;
import dev.tutti.cooperation.vote.VoteLearning;
import dev.tutti.selection.analysis.PromptAnalyzer;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.time.Clock;
import java.util.function.Function;

/** What was learned of votes in a data folder, whether or not a server runs on it. */
final class VoteFolder {
  private VoteFolder() {}

  /** Does something with what the configured data folder has. */
  static <T> T with(Configuration configuration, Function<VoteLearning, T> work) {
    var folder = configuration.read().data();
    try (var store = Store.attach(StoreSettings.in(folder))) {
      var analyzer = PromptAnalyzer.shipped();
      return work.apply(
          VoteLearning.open(
              store, Clock.systemUTC(), question -> analyzer.analyze(question).taskType().label()));
    }
  }
}
