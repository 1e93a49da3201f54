package dev.tutti.character.lorebook;

import dev.tutti.character.lorebook.ActiveLore.Found;
import dev.tutti.character.lorebook.LorebookEntry.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Search for what messages bring to mind. The last messages are scanned first; in a book that scans
 * on, contents of entries that have become active are scanned with them, five times at most. Then
 * what is beyond the budget is dropped. For one search; not thread-safe.
 */
public final class LorebookScan {
  private static final int MOST_ROUNDS = 5;
  private static final Comparator<Found> IN_PROMPT =
      Comparator.comparingDouble(found -> found.entry().rank().order());

  /** Sorting keeps the order of equal ones, and gets the later ones first. */
  private static final Comparator<Found> FIRST_DROPPED =
      Comparator.<Found, Boolean>comparing(
              found -> !found.entry().decorators().has("ignore_on_max_context"))
          .thenComparing(found -> found.entry().trigger().constant())
          .thenComparingDouble(found -> found.entry().rank().priority())
          .thenComparing(IN_PROMPT);

  private final Lorebook book;
  private final List<LoreMessage> messages;
  private final LoreSettings settings;
  private final long answers;
  private final SortedMap<Integer, String> active = new TreeMap<>(); // keys by places of entries

  private LorebookScan(Lorebook book, List<LoreMessage> messages, LoreSettings settings) {
    this.book = book;
    this.messages = messages;
    this.settings = settings;
    this.answers = messages.stream().filter(LoreMessage::assistant).count();
  }

  /** What the last messages, oldest first, bring to mind. */
  public static ActiveLore find(Lorebook book, List<LoreMessage> messages, LoreSettings settings) {
    return new LorebookScan(book, messages, settings).find();
  }

  private ActiveLore find() {
    boolean recursive =
        settings.recursive() == null ? book.recursive() : settings.recursive().booleanValue();
    boolean more = round();
    for (int i = 0; recursive && more && i < MOST_ROUNDS; i++) {
      more = round();
    }
    var found = new ArrayList<Found>();
    active.forEach((place, key) -> found.add(new Found(book.entries().get(place), key)));
    return withinBudget(found);
  }

  /** Looks at every entry that is not active yet; says whether one has become so. */
  private boolean round() {
    var text = text();
    var become = new TreeMap<Integer, String>();
    for (int place = 0; place < book.entries().size(); place++) {
      var entry = book.entries().get(place);
      if (!active.containsKey(place) && !entry.content().isBlank() && entry.trigger().enabled()) {
        var key = key(entry, text);
        if (key.isPresent()) {
          become.put(place, key.get());
        }
      }
    }
    active.putAll(become);
    return !become.isEmpty();
  }

  /** The messages, and behind them what has become active. */
  private ScanText text() {
    var lines = new ArrayList<String>();
    messages.forEach(each -> lines.add(each.line()));
    active.keySet().forEach(each -> lines.add(book.entries().get(each).content()));
    return ScanText.of(lines);
  }

  private Optional<String> key(LorebookEntry entry, ScanText whole) {
    if (!isTime(entry.decorators(), settings.matchedBefore(entry) > 0)) {
      return Optional.empty();
    }
    int last = Math.clamp(depth(entry.decorators()), 0, messages.size());
    var text = whole.from(messages.size() - last);
    return cause(entry, text).filter(_ -> allows(entry.trigger(), text));
  }

  /** Whether decorators that look at the conversation's course allow an entry now. */
  private boolean isTime(Decorators decorators, boolean matched) {
    return (decorators.has("activate") || !decorators.has("dont_activate"))
        && !(matched && decorators.has("dont_activate_after_match"))
        && answers >= decorators.number("activate_only_after").orElse(0)
        && answers % Math.max(1, decorators.number("activate_only_every").orElse(1)) == 0
        && decorators.number("is_greeting").orElse(settings.greeting()) == settings.greeting();
  }

  private int depth(Decorators decorators) {
    int usual = settings.scanDepth() == null ? book.scanDepth() : settings.scanDepth();
    return decorators.number("scan_depth").orElse(usual);
  }

  private Optional<String> cause(LorebookEntry entry, ScanText text) {
    var trigger = entry.trigger();
    if (entry.decorators().has("activate")) {
      return Optional.of("@@activate");
    }
    if (entry.decorators().has("keep_activate_after_match") && settings.matchedBefore(entry) > 0) {
      return Optional.of("@@keep_activate_after_match");
    }
    if (trigger.constant()) {
      return Optional.of("constant");
    }
    return trigger.keys().stream()
        .filter(each -> each.isIn(text))
        .map(LoreKey::text)
        .findFirst()
        .filter(_ -> trigger.secondary().isEmpty() || holdsOne(trigger.secondary(), text));
  }

  private static boolean allows(Trigger trigger, ScanText text) {
    return !holdsOne(trigger.excluded(), text)
        && trigger.additional().stream().allMatch(keys -> holdsOne(keys, text));
  }

  private static boolean holdsOne(List<LoreKey> keys, ScanText text) {
    return keys.stream().anyMatch(key -> key.isIn(text));
  }

  private ActiveLore withinBudget(List<Found> found) {
    var budget = settings.budget() == null ? book.budget() : settings.budget();
    var kept = new ArrayList<>(found);
    var dropped = new ArrayList<LorebookEntry>();
    if (budget != null) {
      long taken = found.stream().mapToLong(each -> cost(each.entry())).sum();
      for (var each : found.reversed().stream().sorted(FIRST_DROPPED).toList()) {
        if (taken <= budget) {
          break;
        }
        taken -= cost(each.entry());
        kept.remove(each);
        dropped.add(each.entry());
      }
    }
    kept.sort(IN_PROMPT);
    return new ActiveLore(List.copyOf(kept), List.copyOf(dropped));
  }

  private int cost(LorebookEntry entry) {
    return settings.counter().applyAsInt(entry.content());
  }
}
