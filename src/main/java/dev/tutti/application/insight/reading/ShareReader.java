package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.series.ShareList;
import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists of shares in texts: a title, and lines of a name with its percentage. */
final class ShareReader {
  private static final Pattern LINE =
      Pattern.compile("^\\s*+(?:[-*•·]|\\d++[.、])\\s*+([^:：\\d]{1,40}?)\\s*+[:：]\\s*+(.{1,40})$");
  private static final Pattern TITLE =
      Pattern.compile("^\\s*+(?:#++\\s*+)?([^:：]{1,40})[:：]?\\s*+$");
  private static final double WHOLE = 0.02;

  private ShareReader() {}

  static List<ShareList> read(String text) {
    List<ShareList> lists = new ArrayList<>();
    List<ShareList.Part> parts = new ArrayList<>();
    String title = "";
    int at = 0;
    for (String line : text.split("\n", -1)) {
      Matcher item = LINE.matcher(line);
      NumberMention number = item.matches() ? share(item.group(2)) : null;
      if (number != null) {
        int start = at + item.start(2) + number.start();
        parts.add(
            new ShareList.Part(
                item.group(1).strip(),
                number.amount().doubleValue(),
                number.raw(item.group(2)),
                start));
      } else {
        close(lists, title, parts);
        parts = new ArrayList<>();
        Matcher named = TITLE.matcher(line);
        title = named.matches() ? named.group(1).strip() : title;
      }
      at += line.length() + 1;
    }
    close(lists, title, parts);
    return lists;
  }

  private static @Nullable NumberMention share(String text) {
    List<NumberMention> numbers = NumberGrammar.read(text);
    return numbers.size() == 1
            && numbers.getFirst().kind() == NumberKind.PERCENT
            && numbers.getFirst().exact()
        ? numbers.getFirst()
        : null;
  }

  private static void close(List<ShareList> lists, String title, List<ShareList.Part> parts) {
    double sum = parts.stream().mapToDouble(ShareList.Part::share).sum();
    if (parts.size() > 1 && Math.abs(sum - 1) <= WHOLE) {
      lists.add(new ShareList(title, parts));
    }
  }
}
