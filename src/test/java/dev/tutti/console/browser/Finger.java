package dev.tutti.console.browser;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/**
 * A finger on a phone. It touches a thing where that has come to rest; where the page moves in that
 * very moment it has missed, which does nothing, and tries again.
 */
final class Finger extends Hands {
  private static final int SMALLEST = 24;

  /** Where the thing is, and what a finger would reach there. */
  private static final String AIM =
      """
      const found = document.querySelector('[data-meant]');
      if (found === null) return {lost: true};
      found.scrollIntoView({block: 'center'});
      const [line] = found.getClientRects();
      const box = found.getBoundingClientRect();
      const [x, y] = [line.x + line.width / 2, line.y + line.height / 2];
      const place = x + ' ' + y;
      const still = found.dataset.place === place;
      found.dataset.place = place;
      const hit = document.elementFromPoint(x, y);
      const covered = found.contains(hit) ? '' : String(hit?.cloneNode(false).outerHTML).slice(0, 120);
      window.aim = still && !covered ? 'aimed' : '';
      return {lost: false, x, y, still, covered, least: Math.ceil(Math.min(box.width, box.height))};
      """;

  Finger(Browser browser) throws IOException {
    super(browser);
  }

  @Override
  Look look() {
    return Look.PHONE;
  }

  @Override
  void lead(String page) {
    press("frame.more");
    press("page." + page);
  }

  @Override
  void openPalette() {
    press("palette.title");
  }

  @Override
  void pick(String key) {
    browser.press(text(key));
    press(key);
  }

  @Override
  void take(String choice) {
    press(choice);
  }

  @Override
  void use(Target target) {
    focus(target);
  }

  @Override
  void focus(Target target) {
    long end = System.nanoTime() + Browser.PATIENCE.toNanos();
    var obstacle = "";
    while (System.nanoTime() - end < 0) {
      var place = (Map<?, ?>) Objects.requireNonNull(browser.script(AIM));
      if (Boolean.TRUE.equals(place.get("lost"))) {
        found(target);
        continue;
      }
      obstacle = obstacle(place);
      if (obstacle.isEmpty() && hits(place)) {
        return;
      }
    }
    throw new IllegalStateException(
        "%s %s".formatted(target.name(), obstacle.isEmpty() ? "was never hit" : obstacle));
  }

  @Override
  void strike(String letters, Target target) {
    use(target);
  }

  /** Why it cannot be touched now; empty where it can. */
  private static String obstacle(Map<?, ?> place) {
    if (number(place, "least") < SMALLEST) {
      return "is %.0f px small (expected: %d at least)".formatted(number(place, "least"), SMALLEST);
    }
    if (!"".equals(place.get("covered"))) {
      return "is covered by " + place.get("covered");
    }
    return Boolean.TRUE.equals(place.get("still")) ? "" : "does not come to rest";
  }

  private boolean hits(Map<?, ?> place) {
    browser.tap(number(place, "x"), number(place, "y"));
    return browser.comes("return window.aim !== 'aimed';")
        && Boolean.TRUE.equals(browser.script("return window.aim === 'hit';"));
  }

  private static double number(Map<?, ?> place, String name) {
    return ((Number) Objects.requireNonNull(place.get(name))).doubleValue();
  }

  @Override
  public String toString() {
    return "finger";
  }
}
