package dev.tutti.memory.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactDraft;
import dev.tutti.memory.api.Provenance;
import dev.tutti.memory.api.RecallQuery;
import dev.tutti.memory.api.RecallScope;
import dev.tutti.memory.fact.FactBounds;
import dev.tutti.memory.fact.Facts;
import dev.tutti.memory.vector.EmbeddingSettings;
import dev.tutti.memory.vector.VectorFusion;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random users of random owners who all say the same words: whatever is asked, nothing of another
 * user is recalled, before and after some are erased.
 */
class IsolationPropertyTest {
  private static final String[] WORDS = {
    "tea", "dog", "paris", "猫", "上海", "guitar", "anna", "bert", "blue", "生日"
  };
  private static final String[] NAMES = {"anna", "bert", "anna ", "a", "安娜", "ANNA"};
  private static final String[] OWNERS = {"", "acme", "acm"};

  private record Whose(String owner, String user) {}

  @Property(tries = 25)
  void nothing_of_another_user_is_recalled(@ForAll Random random) throws IOException {
    var folder = Files.createTempDirectory("isolation");
    try (var store = Store.open(StoreSettings.in(folder))) {
      var rows = new TestingMessageRows();
      var facts =
          new Facts(
              store, () -> Instant.EPOCH, new SecureRandom(), () -> new FactBounds(100, 1_000));
      var recall = new MessageRecall(store, rows, 1 << 20, () -> 0);
      var memories = new StoredMemories(facts, recall, meaning(), Runnable::run);
      var said = fill(random, memories, rows);
      for (int i = 0; i < 40; i++) {
        var whose = new Whose(pick(random, OWNERS), pick(random, NAMES));
        if (random.nextInt(8) == 0) {
          Store.await(memories.forgetUser(whose.owner, whose.user));
        }
        check(random, memories, said, whose);
      }
    } finally {
      try (var files = Files.walk(folder)) {
        for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /** Texts of the same length mean the same. */
  private static VectorFusion meaning() {
    return new VectorFusion(
        () -> new EmbeddingSettings("vectors", Duration.ofSeconds(1)),
        (_, _, texts, _) -> texts.stream().map(each -> new float[] {each.length(), 1}).toList(),
        () -> 0);
  }

  private static <T> T pick(Random random, T[] from) {
    return from[random.nextInt(from.length)];
  }

  private static String sentence(Random random) {
    var words = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      words.append(pick(random, WORDS)).append(' ');
    }
    return words.toString();
  }

  private static Map<Whose, Set<String>> fill(
      Random random, StoredMemories memories, TestingMessageRows rows) {
    var said = new HashMap<Whose, Set<String>>();
    for (int i = 0; i < 60; i++) {
      var whose = new Whose(pick(random, OWNERS), pick(random, NAMES));
      var ids = said.computeIfAbsent(whose, _ -> new HashSet<>());
      var text = sentence(random);
      if (random.nextBoolean()) {
        var session = "s" + random.nextInt(3);
        ids.add(rows.say(whose.owner, whose.user, session, pick(random, NAMES), text));
      } else {
        var draft =
            new FactDraft(
                whose.user,
                text,
                Json.object(),
                Provenance.told(Instant.EPOCH),
                1,
                Fact.Times.NEVER,
                List.of());
        ids.add(Store.await(memories.add(whose.owner, draft)).id());
      }
    }
    return said;
  }

  private static void check(
      Random random, StoredMemories memories, Map<Whose, Set<String>> said, Whose whose) {
    var scope = pick(random, RecallScope.values());
    var query = new RecallQuery(whose.user, sentence(random), 1 + random.nextInt(60), scope);
    var found = Store.await(memories.recall(whose.owner, query));
    assertThat(said.getOrDefault(whose, Set.of()))
        .containsAll(found.stream().map(each -> each.id()).toList());
    assertThat(found).hasSizeLessThanOrEqualTo(query.limit());
    assertThat(found.stream().map(each -> each.id())).doesNotHaveDuplicates();
    assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
  }
}
