package dev.tutti.document.format;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Paragraph styles of a DOCX, and the kind of block that each makes of a paragraph. Ids are in the
 * writer's language, while names such as {@code heading 1} are the same everywhere.
 *
 * @param kinds by the id of the style
 */
record DocxStyles(Map<String, String> kinds) {
  private static final int DEEPEST = 10;

  /** Level of body text in an outline. */
  private static final String NO_LEVEL = "9";

  private static final Pattern HEADING = Pattern.compile("(?:heading|标题)\\s?\\d?|title|\\d");
  private static final Pattern LIST =
      Pattern.compile("list\\s?(?:bullet|number|paragraph)?\\s?\\d?|列表段落|列出段落");

  /** Styles of a part that may be missing. */
  static DocxStyles of(@Nullable Document part) {
    Map<String, Element> all = new HashMap<>();
    if (part != null) {
      for (Element style : part.getElementsByTag("w:style")) {
        all.put(style.attr("w:styleId"), style);
      }
    }
    Map<String, String> kinds = new HashMap<>();
    all.forEach((id, style) -> kinds.put(id, kind(style, all, 0)));
    return new DocxStyles(kinds);
  }

  private static String kind(Element style, Map<String, Element> all, int depth) {
    String named = named(value(style, "w:name"));
    Element properties = child(style, "w:pPr");
    if (!named.equals("paragraph") || depth > DEEPEST) {
      return named;
    }
    String level = properties == null ? "" : value(properties, "w:outlineLvl");
    if (!level.isEmpty() && !level.equals(NO_LEVEL)) {
      return "heading";
    }
    if (properties != null && !number(properties).isEmpty()) {
      return number(properties).equals("0") ? "paragraph" : "list_item";
    }
    Element base = all.get(value(style, "w:basedOn"));
    return base == null ? "paragraph" : kind(base, all, depth + 1);
  }

  private static String named(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return HEADING.matcher(lower).matches()
        ? "heading"
        : LIST.matcher(lower).matches() ? "list_item" : "paragraph";
  }

  /** Kind of the block that a paragraph is: a heading, though it be numbered, or an item. */
  String kind(Element paragraph) {
    Element properties = child(paragraph, "w:pPr");
    if (properties == null) {
      return "paragraph";
    }
    String id = value(properties, "w:pStyle");
    String known = kinds.get(id);
    String kind = known == null ? named(id) : known;
    String level = value(properties, "w:outlineLvl");
    if (kind.equals("heading") || (!level.isEmpty() && !level.equals(NO_LEVEL))) {
      return "heading";
    }
    return switch (number(properties)) {
      case "" -> kind;
      case "0" -> "paragraph"; // taken out of the list of its style
      default -> "list_item";
    };
  }

  /** Number of the list that properties name; empty where they name none. */
  private static String number(Element properties) {
    Element number = child(properties, "w:numPr");
    return number == null ? "" : value(number, "w:numId");
  }

  private static String value(Element of, String tag) {
    Element child = child(of, tag);
    return child == null ? "" : child.attr("w:val");
  }

  /** Child of its own, as what was changed before holds the same tags. */
  private static @Nullable Element child(Element of, String tag) {
    for (Element child : of.children()) {
      if (child.tagName().equals(tag)) {
        return child;
      }
    }
    return null;
  }
}
