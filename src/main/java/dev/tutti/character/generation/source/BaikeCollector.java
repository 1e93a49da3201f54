package dev.tutti.character.generation.source;

import dev.tutti.chat.Fault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Kind {@code baike}: pages of an encyclopedia whose addresses are made of titles, such as {@code
 * https://host/item/{title}}. Only what hardly drifts is read: title, description, text.
 */
final class BaikeCollector implements SourceCollector {
  private static final String TITLE = "{title}";
  private static final String SEVERAL = "多义词";

  /** Text of a page that is more than a list of meanings. */
  private static final int SHORT = 400;

  @Override
  public String kind() {
    return "baike";
  }

  @Override
  public CollectedText collect(SourceQuery query, PageClient pages) {
    var title = URLEncoder.encode(query.title(), StandardCharsets.UTF_8).replace("+", "%20");
    var url = query.url().contains(TITLE) ? query.url() : query.url() + TITLE;
    var page = pages.get(url.replace(TITLE, title));
    var document = Jsoup.parse(page.body());
    var choices = PageText.choices(document.body());
    var summary = summary(document);
    var text = PageText.of(document.body());
    if (text.contains(SEVERAL) && text.length() < SHORT && !choices.isEmpty()) {
      throw MeaningsFault.of(query.title(), choices);
    }
    if (text.isEmpty() && summary.isEmpty()) {
      throw Fault.invalid("source", "the page of \"%s\" has no text".formatted(query.title()));
    }
    var all = summary.isEmpty() || text.contains(summary) ? text : summary + "\n" + text;
    return new CollectedText(document.title(), page.url().toString(), "", "", all);
  }

  private static String summary(Document document) {
    return document.select("meta[name=description]").attr("content").strip();
  }
}
