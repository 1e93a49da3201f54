package dev.tutti.character.group;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of a roster in messages. Immutable. */
public final class Mentions {
  private static final Set<UnicodeScript> CJK =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO);

  /** Mark of long vowels, which belongs to no script of its own. */
  private static final int LONG_VOWEL = 'ー';

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern DOTS = Pattern.compile("[・•‧∙⋅]");
  private static final Pattern APOSTROPHES = Pattern.compile("[’‘ʼ]");
  private static final Pattern HYPHENS = Pattern.compile("[‐‑]");

  /** Most characters of a message that are looked at. */
  private static final int MOST = 1 << 14;

  private static final int LONGEST_NAME = 200;

  private final Map<Integer, List<Name>> byBeginning; // the longest first

  /** Mentions of some members. */
  public Mentions(List<GroupMember> members) {
    var names = new ArrayList<Name>();
    for (var member : members) {
      for (var name : member.names()) {
        var form = form(name.strip());
        if (!form.isEmpty() && form.length() <= LONGEST_NAME) {
          names.add(new Name(form, member.id()));
        }
      }
    }
    names.sort(Comparator.comparingInt((Name name) -> name.form().length()).reversed());
    this.byBeginning = names.stream().collect(Collectors.groupingBy(Name::beginning));
  }

  private record Name(String form, String member) {
    int beginning() {
      return form.codePointAt(0);
    }

    boolean isAt(String text, int at) {
      int end = at + form.length();
      return text.startsWith(form, at)
          && (at == 0 || !joins(text.codePointBefore(at), form.codePointAt(0)))
          && (end == text.length()
              || !joins(text.codePointAt(end), form.codePointBefore(form.length())))
          && (!isOneCharacter() || beginsClause(text, at))
          && !isInAddress(text, at);
    }

    /** Whether it stands behind the sign of an address, such as that of {@code x@ann.example}. */
    private static boolean isInAddress(String text, int at) {
      return at > 1 && text.charAt(at - 1) == '@' && isWord(text.codePointBefore(at - 1));
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
      return each == LONG_VOWEL || CJK.contains(UnicodeScript.of(each));
    }
  }

  /** Ids of the members that a message names, in the order of their first mention. */
  public List<String> in(String message) {
    var text = form(message.substring(0, Math.min(message.length(), MOST)));
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
    for (var name : byBeginning.getOrDefault(text.codePointAt(at), List.of())) {
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

  /** Widths, cases, and signs of names that are written in several ways, made the same. */
  private static String form(String text) {
    var form = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    form = DOTS.matcher(form).replaceAll("·");
    form = APOSTROPHES.matcher(form).replaceAll("'");
    form = HYPHENS.matcher(form).replaceAll("-");
    return BLANKS.matcher(form).replaceAll(" ");
  }
}
