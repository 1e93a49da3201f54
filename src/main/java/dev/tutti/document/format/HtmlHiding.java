package dev.tutti.document.format;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector.SelectorParseException;

/** Elements of a page that a browser does not show, by their attributes or by its style sheets. */
final class HtmlHiding {
  private static final int MOST_RULES = 100;
  private static final int LONGEST_RULES = 200_000;
  private static final int MOST_PARTS = 12;

  /** Elements that parts of selectors are held against. */
  private static final long MOST_SEARCH = 8_000_000;

  private static final Pattern PARTS = Pattern.compile("[\\s,>+~]+");

  /** Blocks such as {@code @media print}, whose rules do not hold for the screen. */
  private static final Pattern CONDITIONAL =
      Pattern.compile(
          "@[^{};]{0,200}+\\{(?:[^{}]{0,2000}+\\{[^{}]{0,2000}+\\}){0,200}+[^{}]{0,2000}+\\}");

  private static final Pattern RULE = Pattern.compile("([^{}]{1,300})\\{([^{}]{0,2000})\\}");
  private static final Pattern UNSEEN =
      Pattern.compile(
          "(?i)display\\s*:\\s*none|visibility\\s*:\\s*hidden|opacity\\s*:\\s*0(?:\\.0*)?\\s*(?:!|;|$)"
              + "|font-size\\s*:\\s*[01](?:\\.\\d+)?(?:px|pt|em)?\\s*(?:!|;|$)|(?:left|top|text-indent)\\s*:\\s*-\\d{3,}");
  private static final Pattern WHITE =
      Pattern.compile(
          "(?i)(?<!-)color\\s*:\\s*(?:white|#fff(?:fff)?|#fefefe|rgb\\(255,\\s*255,\\s*255\\))\\s*(?:!|;|$)");
  private static final Pattern COLOURED =
      Pattern.compile(
          "(?i)background(?:-color|-image)?\\s*:\\s*(?!\\s|white\\b|#fff(?:fff)?\\b|transparent|none|inherit|initial|unset"
              + "|rgb\\(255,\\s*255,\\s*255\\))");

  private final Set<Element> ruled = Collections.newSetFromMap(new IdentityHashMap<>());
  private final int elements;
  private long searched;
  private boolean cut;

  HtmlHiding(Document page) {
    elements = page.getAllElements().size();
    for (Element sheet : page.getElementsByTag("style")) {
      rules(page, sheet.data());
    }
  }

  private void rules(Document page, String sheet) {
    if (sheet.length() > LONGEST_RULES) {
      cut = true;
      return;
    }
    int found = 0;
    Matcher rule = RULE.matcher(CONDITIONAL.matcher(sheet).replaceAll(" "));
    while (rule.find()) {
      String selector = rule.group(1).strip();
      if (UNSEEN.matcher(rule.group(2)).find() && plain(selector)) {
        found++;
        searched += elements * parts(selector);
        if (found > MOST_RULES || searched > MOST_SEARCH) {
          cut = true;
          return;
        }
        select(page, selector);
      }
    }
  }

  /** Whether it means to jsoup what it means to browsers, and is found without much search. */
  private static boolean plain(String selector) {
    return selector.indexOf(':') < 0
        && !selector.contains("~=") // a regular expression to jsoup
        && parts(selector) <= MOST_PARTS;
  }

  private static long parts(String selector) {
    return PARTS.splitAsStream(selector).limit(MOST_PARTS + 1L).count();
  }

  private void select(Document page, String selector) {
    try {
      ruled.addAll(page.select(selector));
    } catch (SelectorParseException | IllegalArgumentException _) {
      // a selector of browsers alone
    }
  }

  /** Whether there are more rules than were looked at, so that what they hide is not known. */
  boolean isCut() {
    return cut;
  }

  boolean hides(Element element) {
    String style = element.attr("style");
    return ruled.contains(element)
        || element.hasAttr("hidden")
        || UNSEEN.matcher(style).find()
        || (WHITE.matcher(style).find() && !coloured(element));
  }

  /** Whether white is seen, as the element or one around it has a colour behind it. */
  private static boolean coloured(Element element) {
    for (Element at = element; at != null; at = at.parent()) {
      if (COLOURED.matcher(at.attr("style")).find() || dark(at.attr("bgcolor"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean dark(String colour) {
    return !colour.isEmpty() && !colour.matches("(?i)white|#?fff(?:fff)?");
  }
}
