package dev.tutti.application.run;

import dev.tutti.application.api.DocumentSource;
import dev.tutti.chat.Fault;
import dev.tutti.document.ReadDocument;
import dev.tutti.document.StoredDocuments;
import java.util.concurrent.CompletionException;

/** Files of an owner, by their ids. Blocking; thread-safe. */
public record OwnedFiles(StoredDocuments documents, String owner) implements DocumentSource {
  @Override
  public ReadDocument read(String file) {
    try {
      return documents.read(documents.find(owner, file).join());
    } catch (CompletionException e) {
      throw Fault.from(e).in("files");
    }
  }
}
