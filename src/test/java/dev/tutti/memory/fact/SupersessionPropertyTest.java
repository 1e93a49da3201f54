package dev.tutti.memory.fact;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactDraft;
import dev.tutti.memory.api.FactSelection;
import dev.tutti.memory.api.FactState;
import dev.tutti.memory.api.Provenance;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Random histories of facts against a model of maps: what says the same is one, what was superseded
 * stays and names a fact of the same user, nobody else's is ever seen or touched.
 */
class SupersessionPropertyTest {
  private static final String[] USERS = {"anna", "bert"};
  private static final String[] OWNERS = {"acme", "zeta"};
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int TEXTS = 6;

  /** A fact as the model has it. */
  private record Known(String owner, String user, String text, boolean current) {
    Known superseded() {
      return new Known(owner, user, text, false);
    }
  }

  @Property(tries = 60)
  void facts_are_as_the_model_says(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9_999) Integer> steps)
      throws IOException {
    var folder = Files.createTempDirectory("facts");
    try (var store = Store.open(StoreSettings.in(folder))) {
      var facts =
          new Facts(store, () -> NOW, new SecureRandom(), () -> new FactBounds(1_000, 1_000));
      var model = new LinkedHashMap<String, Known>();
      steps.forEach(step -> take(step, facts, model));
      for (var owner : OWNERS) {
        for (var user : USERS) {
          compare(facts, model, owner, user);
        }
      }
    } finally {
      deleteAll(folder);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var each : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(each);
      }
    }
  }

  private static void take(int step, Facts facts, Map<String, Known> model) {
    var owner = OWNERS[step % 2];
    var user = USERS[step / 2 % 2];
    var text = "fact " + step / 4 % TEXTS;
    var currents = ids(model, owner, user, true);
    switch (step / 24 % 4) {
      case 0 -> add(facts, model, new Known(owner, user, text, true), List.of());
      case 1 -> {
        var old = currents.isEmpty() ? List.<String>of() : List.of(currents.getFirst());
        add(facts, model, new Known(owner, user, text, true), old);
      }
      case 2 -> {
        var all = ids(model, owner, user, false);
        if (!all.isEmpty()) {
          Store.await(facts.forget(owner, all.getLast()));
          model.remove(all.getLast());
        }
      }
      default -> {
        if (step % 7 == 0) {
          Store.await(facts.forgetUser(owner, user));
          model.keySet().removeAll(ids(model, owner, user, false));
        }
      }
    }
  }

  private static List<String> ids(
      Map<String, Known> model, String owner, String user, boolean current) {
    return model.entrySet().stream()
        .filter(each -> each.getValue().owner.equals(owner) && each.getValue().user.equals(user))
        .filter(each -> !current || each.getValue().current)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void add(
      Facts facts, Map<String, Known> model, Known asked, List<String> supersedes) {
    var draft =
        new FactDraft(
            asked.user,
            asked.text,
            Json.object(),
            Provenance.told(NOW),
            1,
            Fact.Times.NEVER,
            supersedes);
    var kept = Store.await(facts.add(asked.owner, draft));
    model.putIfAbsent(kept.id(), asked);
    supersedes.stream()
        .filter(old -> !old.equals(kept.id()))
        .forEach(old -> model.computeIfPresent(old, (_, known) -> known.superseded()));
  }

  private static void compare(Facts facts, Map<String, Known> model, String owner, String user) {
    var selection = new FactSelection(user, Set.of(FactState.values()), 1_000, "");
    var found = Store.await(facts.list(owner, selection)).facts();
    var ids = ids(model, owner, user, false);
    assertThat(found).extracting(Fact::id).containsExactlyInAnyOrderElementsOf(ids);
    var currentTexts = new ArrayList<String>();
    for (var fact : found) {
      var known = requireNonNull(model.get(fact.id()));
      assertThat(fact.text()).isEqualTo(known.text);
      assertThat(fact.state() == FactState.CURRENT).isEqualTo(known.current);
      assertThat(fact.supersededBy()).isIn(withNone(ids));
      if (known.current) {
        currentTexts.add(fact.text());
      }
    }
    assertThat(currentTexts).doesNotHaveDuplicates();
  }

  private static List<String> withNone(List<String> ids) {
    var all = new ArrayList<>(ids);
    all.add("");
    return all;
  }
}
