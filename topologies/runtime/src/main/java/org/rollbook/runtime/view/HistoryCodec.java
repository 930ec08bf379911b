package org.rollbook.runtime.view;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroBlocks;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroForm;

/// A history as an Avro array of (event, whether applied).
public final class HistoryCodec<E> implements AvroCodec<History<E>> {

  private final AvroCodec<Stamped<E>> event;
  private final Schema schema;
  private final AvroForm<HistoryItem<E>> items = new Item();

  /// @param event how an event is written
  public HistoryCodec(AvroCodec<Stamped<E>> event) {
    this.event = event;
    this.schema =
        Schema.createArray(
            SchemaBuilder.record("HistoryItem")
                .namespace("org.rollbook.store")
                .fields()
                .name("heard")
                .type(event.schema())
                .noDefault()
                .requiredBoolean("applied")
                .endRecord());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(History<E> history, Encoder out) throws IOException {
    AvroBlocks.writeArray(history.items(), out, items);
  }

  /// How many bytes an item has.
  int bytesOf(HistoryItem<E> item) {
    return AvroBytes.plain(items, item).length;
  }

  void writeItem(HistoryItem<E> item, Encoder out) throws IOException {
    event.write(item.event(), out);
    out.writeBoolean(item.outcome() == Outcome.APPLIED);
  }

  @Override
  public History<E> read(Decoder in) throws IOException {
    return new History<>(AvroBlocks.readArray(in, items));
  }

  HistoryItem<E> readItem(Decoder in) throws IOException {
    Stamped<E> received = event.read(in);
    return new HistoryItem<>(received, in.readBoolean() ? Outcome.APPLIED : Outcome.LATE);
  }

  private final class Item implements AvroForm<HistoryItem<E>> {

    @Override
    public void write(HistoryItem<E> item, Encoder out) throws IOException {
      writeItem(item, out);
    }

    @Override
    public HistoryItem<E> read(Decoder in) throws IOException {
      return readItem(in);
    }
  }
}
