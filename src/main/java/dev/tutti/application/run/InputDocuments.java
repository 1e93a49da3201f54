package dev.tutti.application.run;

import dev.tutti.application.api.DocumentSource;
import dev.tutti.document.OpenDocument;
import dev.tutti.document.StoredDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Documents of one request, opened when they are first asked for. Blocking; thread-safe. */
final class InputDocuments implements AutoCloseable {
  /** A heading or the line below the head of a table. */
  private static final Pattern MARKDOWN =
      Pattern.compile("(?m)^#{1,6} \\S|^\\|?[ \\t]*:?-{3,}:?[ \\t]*\\|");

  private final ApplicationRequest request;
  private final StoredDocuments documents;
  private final DocumentSource source;
  private final List<OpenDocument> open = new ArrayList<>();
  private boolean complete;

  InputDocuments(ApplicationRequest request, StoredDocuments documents, DocumentSource source) {
    this.request = request;
    this.documents = documents;
    this.source = source;
  }

  synchronized List<OpenDocument> documents() {
    if (!complete) {
      for (var each : request.texts()) {
        var markdown = MARKDOWN.matcher(each.text()).find();
        open.add(documents.open(each.name() + (markdown ? ".md" : ""), each.text()));
      }
      request.files().forEach(each -> open.add(source.open(each)));
      complete = true;
    }
    return List.copyOf(open);
  }

  /** Those that are files, which come after the texts. */
  List<OpenDocument> files() {
    return documents().stream().skip(request.texts().size()).toList();
  }

  @Override
  public synchronized void close() {
    open.forEach(OpenDocument::close);
  }
}
