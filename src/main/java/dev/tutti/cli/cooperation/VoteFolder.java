package dev.tutti.cli.cooperation;

import dev.tutti.Configuration;
import dev.tutti.cooperation.vote.LabelledQuestion;
import dev.tutti.cooperation.vote.VoteLearning;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** What was learned of votes in a data folder, whether or not a server runs on it. */
final class VoteFolder {
  private VoteFolder() {}

  /** Does something with what the configured data folder has. */
  static <T> T with(Configuration configuration, Function<VoteLearning, T> work) {
    var folder = configuration.read().data();
    try (var store = Store.attach(StoreSettings.in(folder))) {
      return work.apply(VoteLearning.open(store, Clock.systemUTC()));
    }
  }

  /** Questions with their right answers, of a file of JSON lines; {@code -} is standard input. */
  static List<LabelledQuestion> questions(String file) throws IOException {
    var text =
        file.equals("-")
            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
            : Files.readString(Path.of(file));
    return LabelledQuestion.lines(text, VoteLearning.MOST_LINES);
  }
}
