package dev.tutti.attack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cases of each area, and those in which the server did not hold. Thread-safe. */
final class Tally {
  private final Map<String, Figures> areas = new LinkedHashMap<>();
  private final List<String> open = new ArrayList<>();
  private String area = "";

  private static final class Figures {
    private int cases;
    private int open;
    private Duration time = Duration.ZERO;
  }

  /** The following cases belong to this area. */
  synchronized void begin(String name) {
    area = name;
    areas.put(name, new Figures());
  }

  /** The area has taken so long. */
  synchronized void end(Duration time) {
    figures().time = time;
  }

  /**
   * Notes a case.
   *
   * @param what the attack, in words that find it again
   * @param held whether the server did what is right
   * @param found what it did
   */
  synchronized void note(String what, boolean held, Object found) {
    figures().cases++;
    if (!held) {
      figures().open++;
      open.add(area + ": " + what + " -> " + found);
    }
  }

  private Figures figures() {
    return areas.computeIfAbsent(area, _ -> new Figures());
  }

  synchronized int cases() {
    return areas.values().stream().mapToInt(each -> each.cases).sum();
  }

  synchronized int open() {
    return open.size();
  }

  /** Prints the table, and every open case. */
  synchronized void print(PrintStream out) {
    out.printf("%-12s %6s %6s %6s%n", "area", "cases", "open", "s");
    areas.forEach(
        (name, each) ->
            out.printf("%-12s %6d %6d %6d%n", name, each.cases, each.open, each.time.toSeconds()));
    open.forEach(each -> out.println("OPEN " + each));
    out.printf("%d cases, %d open%n", cases(), open());
  }
}
