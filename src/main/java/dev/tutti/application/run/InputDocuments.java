package dev.tutti.application.run;

import dev.tutti.application.api.DocumentSource;
import dev.tutti.application.run.ApplicationRequest.NamedText;
import dev.tutti.document.OpenDocument;
import dev.tutti.document.ReadDocument;
import dev.tutti.document.StoredDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Documents of one request, opened when they are first asked for. Blocking; thread-safe. */
final class InputDocuments implements AutoCloseable {
  /** A heading or the line below the head of a table. */
  private static final Pattern MARKDOWN =
      Pattern.compile("(?m)^#{1,6} \\S|^\\|?[ \\t]*:?-{3,}:?[ \\t]*\\|");

  private final ApplicationRequest request;
  private final StoredDocuments documents;
  private final DocumentSource source;
  private List<OpenDocument> open = List.of();
  private boolean complete;

  InputDocuments(ApplicationRequest request, StoredDocuments documents, DocumentSource source) {
    this.request = request;
    this.documents = documents;
    this.source = source;
  }

  synchronized List<OpenDocument> documents() {
    if (!complete) {
      List<Supplier<ReadDocument>> sources = new ArrayList<>();
      request.texts().forEach(each -> sources.add(() -> read(each)));
      request.files().forEach(each -> sources.add(() -> source.read(each)));
      open = documents.openAll(sources);
      complete = true;
    }
    return List.copyOf(open);
  }

  private ReadDocument read(NamedText text) {
    var markdown = MARKDOWN.matcher(text.text()).find();
    return documents.read(text.name() + (markdown ? ".md" : ""), text.text());
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
