/// Files of users and of the program as models: tables of points, pictures, arrays.
///
/// What cannot be read is a {@link samplerscope.model.data.DataException} that names the file and the place in it. Start
/// reading at {@link samplerscope.model.data.PointsModel}.
@NullMarked
package samplerscope.model.data;

import org.jspecify.annotations.NullMarked;
