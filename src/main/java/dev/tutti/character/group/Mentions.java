package dev.tutti.character.group;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of a roster in messages. Immutable. */
public final class Mentions {
  private static final Set<UnicodeScript> CJK =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO);

  private final List<Name> longestFirst;

  /** Mentions of some members. */
  public Mentions(List<GroupMember> members) {
    var names = new ArrayList<Name>();
    for (var member : members) {
      for (var name : member.names()) {
        var form = form(name.strip());
        if (!form.isEmpty()) {
          names.add(new Name(form, member.id()));
        }
      }
    }
    names.sort(Comparator.comparingInt((Name name) -> name.form().length()).reversed());
    this.longestFirst = List.copyOf(names);
  }

  private record Name(String form, String member) {
    boolean isAt(String text, int at) {
      int end = at + form.length();
      return text.startsWith(form, at)
          && (at == 0 || !joins(text.codePointBefore(at), form.codePointAt(0)))
          && (end == text.length()
              || !joins(text.codePointAt(end), form.codePointBefore(form.length())))
          && (!isOneCharacter() || beginsClause(text, at));
    }

    private boolean isOneCharacter() {
      return form.codePointCount(0, form.length()) == 1 && isChinese(form.codePointAt(0));
    }

    private static boolean beginsClause(String text, int at) {
      return at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at));
    }

    /** Whether a character outside of a name makes one word with the name's edge. */
    private static boolean joins(int outside, int edge) {
      return isWord(outside) && isWord(edge);
    }

    private static boolean isWord(int each) {
      return Character.isLetterOrDigit(each) && !isChinese(each);
    }

    private static boolean isChinese(int each) {
      return CJK.contains(UnicodeScript.of(each));
    }
  }

  /** Ids of the members that a message names, in the order of their first mention. */
  public List<String> in(String message) {
    var text = form(message);
    var found = new LinkedHashSet<String>();
    int at = 0;
    while (at < text.length()) {
      at = mention(text, at, found);
    }
    return List.copyOf(found);
  }

  /** Takes what stands at a place; says where to look next. */
  private int mention(String text, int at, Set<String> found) {
    int length = 0;
    for (var name : longestFirst) {
      if (length > name.form().length()) {
        break;
      }
      if (name.isAt(text, at)) {
        found.add(name.member());
        length = name.form().length();
      }
    }
    return at + Math.max(1, length);
  }

  private static String form(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replace('・', '·')
        .replace('•', '·');
  }
}
