package org.rollbook.runtime.serve.question;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.convert.MutableConversionService;
import io.micronaut.core.convert.TypeConverter;
import io.micronaut.core.convert.TypeConverterRegistrar;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;

/// Lets controllers take the model's values: any invalid text is answered with a 400 that states
/// why.
@Singleton
final class ModelConverters implements TypeConverterRegistrar {

  @Override
  public void register(MutableConversionService conversions) {
    conversions.addConverter(CharSequence.class, CourseKey.class, reading(CourseKey::parse));
    conversions.addConverter(CharSequence.class, LearnerId.class, reading(LearnerId::parse));
    conversions.addConverter(CharSequence.class, Flag.class, reading(Flag::parse));
  }

  private static <T> TypeConverter<CharSequence, T> reading(Function<String, T> parse) {
    return (text, type, context) -> read(text, parse, context);
  }

  private static <T> Optional<T> read(
      CharSequence text, Function<String, T> parse, ConversionContext context) {
    try {
      return Optional.of(parse.apply(text.toString()));
    } catch (IllegalArgumentException wrong) {
      context.reject(text, wrong);
      return Optional.empty();
    }
  }
}
