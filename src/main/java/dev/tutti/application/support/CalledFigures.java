package dev.tutti.application.support;

import dev.tutti.application.support.FigureName.NamePlace;
import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberMention;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reader of what a text calls its numbers: 净现值为125万元, an IRR of 24.8%, 2.5年回本. A number has a name
 * only where that is certain: nothing but words that link them stands between the two, and the name
 * is none of several, nor that of a probability, a sum, a difference, a target or a supposition.
 */
final class CalledFigures {
  private static final char OPTION = '\ufffc';
  private static final int LONGEST_LINK = 80;
  private static final int LONGEST_CLAUSE = 60;

  private static final String LINKS =
      OPTION
          + "|'s\\b|\\b(?:is|was|will be|would be|of|equals|reaches|reached|amounts to|comes to|stands"
          + " at|totals|only|just|about|around|approximately|roughly|an?|the|for)\\b"
          + "|为|是|达到?|高达|可达|约|大约|大概|仅|只有|仍|将|有|等于|预计|估计|计";
  private static final String LINK = "(?i)(?:[(（][^()（）\\d]{1,12}[)）]|[\\s:：=≈~()（）*]|" + LINKS;
  private static final Pattern FORWARD = Pattern.compile(LINK + ")*+");

  /** Without an opening bracket, behind which a rate of discount may stand. */
  private static final Pattern FORWARD_TO_PERCENT =
      Pattern.compile("(?i)(?:[\\s:：=≈~)）*]|" + LINKS + ")*+");

  private static final Pattern PERCENT_OF_SOMETHING =
      Pattern.compile("(?i)\\s*(?:的|折现|贴现|of\\b|discount)");
  private static final Pattern FORWARD_IN_YEARS =
      Pattern.compile(LINK + "|\\b(?:in|within|after)\\b|需要?|只需|仅需|用)*+");
  private static final Pattern BACKWARD = Pattern.compile("的|\\s+(?:(?:in|of)\\s+)?|-");
  private static final Pattern BACKWARD_IN_YEARS =
      Pattern.compile("的|(?:之?内|以内|后)?(?:即可|可|就|便|能)?|\\s+");
  private static final Pattern BACKWARD_YEAR = Pattern.compile("-years?\\s+");
  private static final Pattern JOINED =
      Pattern.compile("(?i)\\s*(?:[,，、/&＆]|\\band\\b|\\bor\\b|和|与|及|以及|或)\\s*(?:(?:the|its)\\s+)?");
  private static final Pattern COMPARED =
      Pattern.compile(
          "(?i)\\s*(?:以上|以下|高|低|多|少|大|小|长|短|快|慢|差|优|(?:higher|lower|more|less|greater|smaller"
              + "|larger|longer|shorter|better|worse|above|below|over|under|ahead|behind|than)\\b)");
  private static final Pattern OTHERWISE =
      Pattern.compile(
          "(?i)概率|可能|几率|机会|比例|占|标准差|波动|差额|差距|相差|差异|增量|追加|额外|每年|年均|总|合计|累计|全部|平均|中位|目标|要求|门槛|若|如果"
              + "|假如|一旦|除非|不|未|\\b(?:probability|chance|likelihood|odds|shares?|percent|risk|deviation|error"
              + "|difference|gap|incremental|additional|extra|annual|yearly|every|total|combined|sum"
              + "|average|mean|median|target|hurdle|requires?|required|threshold|if|unless|whether"
              + "|were|per|ratio|without|not|no)\\b");
  private static final String CLAUSE_ENDS = "，。；;,.!?！？\n";

  private final @Nullable Pattern options;

  /** Reader of texts about options. */
  CalledFigures(Collection<String> options) {
    String names =
        options.stream()
            .filter(each -> !each.isBlank())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(each -> "(?<![A-Za-z0-9])" + Pattern.quote(each) + "(?![A-Za-z0-9])")
            .collect(Collectors.joining("|"));
    this.options = names.isEmpty() ? null : Pattern.compile(names);
  }

  /** Number with the name that it is called by. */
  record CalledFigure(FigureName name, NumberMention number) {}

  /** Numbers of a text that have a name. */
  List<CalledFigure> of(String text) {
    String said = withoutOptions(text);
    List<NamePlace> names = FigureName.places(said);
    if (names.isEmpty()) {
      return List.of();
    }
    List<NumberMention> numbers =
        NumberGrammar.read(said).stream()
            .filter(each -> each.value() != null && each.amount().signum() != 0)
            .filter(each -> !each.sense().change())
            .toList();
    return new Reading(said, names, numbers).read();
  }

  /** Numbers of a text that it calls by a name, as they stand. */
  List<String> of(String text, FigureName name) {
    return of(text).stream()
        .filter(each -> each.name() == name)
        .map(each -> each.number().raw(text))
        .toList();
  }

  /** Text in which names of options say nothing, and which is as long. */
  private String withoutOptions(String text) {
    return options == null
        ? text
        : options
            .matcher(text)
            .replaceAll(found -> String.valueOf(OPTION).repeat(found.group().length()));
  }

  /** Names and numbers of one text. For one thread. */
  private static final class Reading {
    private final String said;
    private final List<NamePlace> names;
    private final List<NumberMention> numbers;
    private final List<CalledFigure> found = new ArrayList<>();
    private final Set<NumberMention> called = new HashSet<>();

    Reading(String said, List<NamePlace> names, List<NumberMention> numbers) {
      this.said = said;
      this.names = names;
      this.numbers = numbers;
    }

    List<CalledFigure> read() {
      List<NamePlace> open = new ArrayList<>();
      int next = 0;
      for (int i = 0; i < names.size(); i++) {
        NamePlace name = names.get(i);
        while (next < numbers.size() && numbers.get(next).start() < name.end()) {
          next++;
        }
        if (isOneOfSeveral(i) || isOtherwise(name)) {
          continue;
        }
        int end = i + 1 < names.size() ? names.get(i + 1).start() : said.length();
        NumberMention number = next < numbers.size() ? numbers.get(next) : null;
        if (number != null && number.end() <= end && isForward(name, number)) {
          add(name, number);
        } else {
          open.add(name);
        }
      }
      open.forEach(this::before);
      return found;
    }

    private void add(NamePlace name, NumberMention number) {
      called.add(number);
      if (!COMPARED.matcher(said).region(number.end(), said.length()).lookingAt()) {
        found.add(new CalledFigure(name.name(), number));
      }
    }

    private boolean isForward(NamePlace name, NumberMention number) {
      if (name.name().excludes(number)) {
        return isLink(FORWARD_TO_PERCENT, name.end(), number.start())
            && !PERCENT_OF_SOMETHING.matcher(said).region(number.end(), said.length()).lookingAt();
      }
      boolean years = name.name() == FigureName.PAYBACK && FigureName.isYears(number);
      return name.name().admits(number)
          && isLink(years ? FORWARD_IN_YEARS : FORWARD, name.end(), number.start());
    }

    /** A name without a number behind it may have the one right before it. */
    private void before(NamePlace name) {
      for (NumberMention number : numbers) {
        if (number.end() <= name.start()
            && name.start() - number.end() <= LONGEST_LINK
            && !called.contains(number)
            && name.name().admitsBefore(number)
            && isLink(backward(name, number), number.end(), name.start())) {
          add(name, number);
        }
      }
    }

    private static Pattern backward(NamePlace name, NumberMention number) {
      if (name.name() != FigureName.PAYBACK) {
        return BACKWARD;
      }
      return FigureName.isYears(number) ? BACKWARD_IN_YEARS : BACKWARD_YEAR;
    }

    private boolean isLink(Pattern link, int from, int to) {
      return to - from <= LONGEST_LINK && link.matcher(said).region(from, to).matches();
    }

    private boolean isOneOfSeveral(int name) {
      return isJoined(name - 1) || isJoined(name);
    }

    /** Whether a name and the next one are two of a list. */
    private boolean isJoined(int first) {
      if (first < 0 || first + 1 >= names.size()) {
        return false;
      }
      NamePlace one = names.get(first);
      NamePlace other = names.get(first + 1);
      return one.name() != other.name()
          && JOINED.matcher(said).region(one.end(), other.start()).matches();
    }

    /** Whether the clause before a name makes it that of something else; income is not checked. */
    private boolean isOtherwise(NamePlace name) {
      if (name.name() == FigureName.INCOME) {
        return false;
      }
      int from = name.start();
      while (from > 0
          && name.start() - from < LONGEST_CLAUSE
          && CLAUSE_ENDS.indexOf(said.charAt(from - 1)) < 0) {
        from--;
      }
      return OTHERWISE.matcher(said).region(from, name.start()).find();
    }
  }
}
