/// The derived topics as an AsyncAPI document, made from the catalogue and from nothing else.
@NullMarked
package org.rollbook.model.asyncapi;

import org.jspecify.annotations.NullMarked;
