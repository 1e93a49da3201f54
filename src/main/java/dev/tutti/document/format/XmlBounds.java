package dev.tutti.document.format;

import dev.tutti.document.block.UnreadableDocument;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;

/**
 * Bound of marked-up text before a tree is made of it, whose nodes take far more than its bytes.
 */
final class XmlBounds {
  private static final int MOST_MARKS = 800_000;
  private static final int DEEPEST = 600;

  /** Elements of letters, of which a parser opens so many again in the next paragraph. */
  private static final Set<String> STYLES =
      Set.of(
          "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong",
          "tt", "u");

  private static final int MOST_OPEN = 12;
  private static final int LONGEST_STYLE = 6;

  /** Signs of Markdown that make nodes. */
  private static final String SIGNS = "\n*_`[]<!&\\|";

  private XmlBounds() {}

  static void check(String name, byte[] part) {
    int marks = 0;
    for (byte each : part) {
      marks += each == '<' ? 1 : 0;
    }
    require(name, marks);
    if (deepest(part) > DEEPEST) {
      throw tooDeep(name);
    }
  }

  /** Depth of the tags of a part, before a tree is made of them. */
  private static int deepest(byte[] part) {
    int depth = 0;
    int deepest = 0;
    boolean tag = false;
    int quote = 0;
    for (int i = 0; i + 1 < part.length; i++) {
      byte each = part[i];
      if (quote != 0) {
        quote = each == quote ? 0 : quote;
      } else if (tag && (each == '"' || each == '\'')) {
        quote = each;
      } else if (each == '<') {
        byte next = part[i + 1];
        tag = next != '/' && next != '?' && next != '!';
        depth += tag ? 1 : next == '/' ? -1 : 0;
      } else if (tag && each == '>') {
        tag = false;
        depth -= part[i - 1] == '/' ? 1 : 0;
      }
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }

  /**
   * The same for HTML, where a tag may bring others with it: letters that were made bold, or so,
   * and never plain again are so in every paragraph that follows, which has elements of its own for
   * it.
   */
  static void checkHtml(String text) {
    long elements = 0;
    int open = 0;
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
      boolean end = text.startsWith("/", at + 1);
      boolean styles = STYLES.contains(tag(text, at + (end ? 2 : 1)));
      open = Math.min(MOST_OPEN, open + (styles && !end ? 1 : 0));
      elements += 1L + open;
      open = Math.max(0, open - (styles && end ? 1 : 0));
    }
    require("html", elements);
  }

  /** Name of a tag that may be one of letters; empty for others. */
  private static String tag(String text, int from) {
    int to = from;
    while (to < text.length() && to - from <= LONGEST_STYLE && isLetter(text.charAt(to))) {
      to++;
    }
    boolean ends = to < text.length() && " \t\r\n>/".indexOf(text.charAt(to)) >= 0;
    return ends ? text.substring(from, to).toLowerCase(Locale.ROOT) : "";
  }

  private static boolean isLetter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  /** The same for Markdown, whose nodes are lines, and what signs divide in lines. */
  static void checkMarkdown(String name, String text) {
    require(name, text.chars().filter(c -> SIGNS.indexOf(c) >= 0).count());
  }

  /** A tree must not be deep, as who looks up from many of its leaves would take for ever. */
  static void checkDepth(String name, Document tree) {
    tree.traverse(
        (_, depth) -> {
          if (depth > DEEPEST) {
            throw tooDeep(name);
          }
        });
  }

  private static UnreadableDocument tooDeep(String name) {
    return new UnreadableDocument(
        "too_deep", "%s: nested more than %d times (expected: less)".formatted(name, DEEPEST));
  }

  private static void require(String name, long marks) {
    if (marks > MOST_MARKS) {
      throw new UnreadableDocument(
          "too_large",
          "%s: %d tags, lines or signs (expected: at most %d)".formatted(name, marks, MOST_MARKS));
    }
  }
}
