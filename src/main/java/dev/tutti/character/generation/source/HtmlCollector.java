package dev.tutti.character.generation.source;

import dev.tutti.chat.Fault;
import org.jsoup.Jsoup;

/** Kind {@code html}: any page. */
final class HtmlCollector implements SourceCollector {
  @Override
  public String kind() {
    return "html";
  }

  @Override
  public CollectedText collect(SourceQuery query, PageClient pages) {
    var page = pages.get(query.url());
    var document = Jsoup.parse(page.body());
    var text = PageText.of(document.body());
    if (text.isEmpty()) {
      throw Fault.invalid("source", "the page has no text");
    }
    return new CollectedText(document.title(), page.url().toString(), "", "", text);
  }
}
