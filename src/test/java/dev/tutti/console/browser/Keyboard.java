package dev.tutti.console.browser;

import java.io.IOException;
import org.openqa.selenium.Keys;

/** The keyboard alone, at a desk. */
final class Keyboard extends Hands {
  private static final int MOST_STEPS = 2_000;

  private static final String REACHED =
      """
      if (document.querySelector('[data-meant]') === null) return 'lost';
      return document.activeElement?.dataset.meant === 'yes' ? 'reached' : 'elsewhere';
      """;

  private static final String OUTLINED =
      """
      const style = getComputedStyle(document.activeElement);
      return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
      """;

  private static final String OFFERED =
      "return [...document.querySelectorAll('[role=option]')].some((each) => each.textContent === arguments[0]);";

  private static final String SELECTED =
      "return document.querySelector('[role=option][aria-selected=true]')?.textContent === arguments[0];";

  Keyboard(Browser browser) throws IOException {
    super(browser);
  }

  @Override
  Look look() {
    return Look.DESK;
  }

  @Override
  void lead(String page) {
    search("page." + page);
  }

  @Override
  void openPalette() {
    browser.press(Keys.CONTROL, "k");
  }

  @Override
  void pick(String key) {
    browser.press(text(key));
    browser.press(Keys.ENTER);
  }

  @Override
  void take(String choice) {
    browser.await(OFFERED, choice);
    for (int i = 0; i < MOST_STEPS && !Boolean.TRUE.equals(browser.script(SELECTED, choice)); i++) {
      browser.press(Keys.ARROW_DOWN);
    }
    browser.press(Keys.ENTER);
  }

  @Override
  void use(Target target) {
    focus(target);
    if (!Boolean.TRUE.equals(browser.script(OUTLINED))) {
      throw new IllegalStateException("nobody sees that the focus is on " + target.name());
    }
    browser.press(Keys.ENTER);
  }

  @Override
  void focus(Target target) {
    for (int i = 0; i < MOST_STEPS; i++) {
      switch (String.valueOf(browser.script(REACHED))) {
        case "reached" -> {
          return;
        }
        case "lost" -> found(target);
        default -> browser.press(Keys.TAB);
      }
    }
    throw new IllegalStateException("no Tab leads to " + target.name());
  }

  @Override
  void strike(String letters, Target target) {
    letters.chars().mapToObj(Character::toString).forEach(letter -> browser.press(letter));
  }

  @Override
  public String toString() {
    return "keyboard";
  }
}
