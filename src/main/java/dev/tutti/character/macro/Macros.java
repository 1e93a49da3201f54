package dev.tutti.character.macro;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Replacement of macros in a text, in one pass and in time that grows with its length. Names are
 * read in any case; both {@code :} and {@code ::} separate arguments; a macro within another one is
 * replaced, the outer one is not, unless it is a note, which goes with all that is in it. Source:
 * Character Card V3, "Curly Braced Syntaxes", and SillyTavern's macros. Not thread-safe where its
 * random generator is not.
 */
public final class Macros {
  private static final Pattern DICE = Pattern.compile("([0-9]{0,3})[dD]?([0-9]{1,9})");
  private static final Pattern DICE_WITHOUT_D = Pattern.compile("[0-9]{1,9}");
  private static final Pattern COLONS = Pattern.compile("::");
  private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final int LONGEST_TAG = "<CHAR>".length();

  private final MacroContext context;
  private final RandomGenerator random;

  /**
   * Macros of one conversation.
   *
   * @param random for {@code {{random}}} and {@code {{roll}}}
   */
  public Macros(MacroContext context, RandomGenerator random) {
    this.context = context;
    this.random = random;
  }

  /** The text with its macros replaced. */
  public String render(String text) {
    return replaced(MacroNotes.without(text));
  }

  private String replaced(String text) {
    long picks = context.picks() * 31 + text.hashCode();
    var rendered = new StringBuilder(text.length() + 64);
    int from = 0;
    for (int close = text.indexOf("}}"); close >= 0; close = text.indexOf("}}", from)) {
      int open = opening(text, from, close);
      int end = close + 2;
      if (open < 0) {
        literal(rendered, text.substring(from, end));
      } else {
        literal(rendered, text.substring(from, open));
        var macro = text.substring(open, end);
        rendered.append(value(text.substring(open + 2, close), picks + open).orElse(macro));
      }
      from = end;
    }
    literal(rendered, text.substring(from));
    return rendered.toString();
  }

  /** The last opening before an end, not before {@code from}; -1 where there is none. */
  private static int opening(String text, int from, int close) {
    int open = close - 2;
    while (open >= from && !text.startsWith("{{", open)) {
      open--;
    }
    return open < from ? -1 : open;
  }

  /** Text between macros: the tags of the first cards stand for names, too. */
  private void literal(StringBuilder rendered, String text) {
    int from = 0;
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
      int end = text.indexOf('>', at, Math.min(text.length(), at + LONGEST_TAG));
      var name = end < 0 ? Optional.<String>empty() : tag(text.substring(at + 1, end));
      if (name.isPresent()) {
        rendered.append(text, from, at).append(name.get());
        from = end + 1;
      }
    }
    rendered.append(text, from, text.length());
  }

  private Optional<String> tag(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "BOT", "CHAR" -> Optional.of(context.names().character());
      case "USER" -> Optional.of(context.names().user());
      default -> Optional.empty();
    };
  }

  private Optional<String> value(String macro, long place) {
    int colon = macro.indexOf(':');
    return colon < 0
        ? name(macro.strip().toLowerCase(Locale.ROOT))
        : call(
            macro.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            macro.substring(macro.startsWith("::", colon) ? colon + 2 : colon + 1),
            place);
  }

  private Optional<String> name(String name) {
    return switch (name) {
      case "char" -> Optional.of(context.names().character());
      case "user" -> Optional.of(context.names().user());
      case "group" -> Optional.of(context.names().group());
      case "original" -> Optional.of(context.original());
      case "scenario" -> Optional.of(context.card().scenario());
      case "personality" -> Optional.of(context.card().personality());
      case "date" -> Optional.of(context.now().toLocalDate().toString());
      case "time" -> Optional.of(TIME.format(context.now()));
      default -> Optional.empty();
    };
  }

  private Optional<String> call(String name, String arguments, long place) {
    return switch (name) {
      case "reverse" -> Optional.of(new StringBuilder(arguments).reverse().toString());
      case "random" -> Optional.of(choice(arguments, random));
      case "pick" -> Optional.of(choice(arguments, new SplittableRandom(place)));
      case "roll" -> roll(arguments.strip());
      default -> Optional.empty();
    };
  }

  /**
   * One of {@code a::b} or {@code a,b}, without the blanks around it; a comma behind a backslash
   * does not separate.
   */
  private static String choice(String arguments, RandomGenerator random) {
    var choices = (arguments.contains("::") ? COLONS : COMMA).split(arguments, -1);
    return choices[random.nextInt(choices.length)].replace("\\,", ",").strip();
  }

  /** The sum of dice, such as {@code d6}, {@code 2d6} or {@code 20}, each from 1. */
  private Optional<String> roll(String dice) {
    var read = DICE.matcher(dice);
    if (!read.matches()) {
      return Optional.empty();
    }
    boolean plain = DICE_WITHOUT_D.matcher(dice).matches();
    int count = plain || read.group(1).isEmpty() ? 1 : Integer.parseInt(read.group(1));
    int sides = Integer.parseInt(plain ? dice : read.group(2));
    if (sides == 0) {
      return Optional.empty();
    }
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += random.nextInt(sides) + 1;
    }
    return Optional.of(Long.toString(sum));
  }
}
