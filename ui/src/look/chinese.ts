// A hundred pieces, of which a browser loads those whose characters it meets;
// even their list is too long for those who do not read Chinese.
import '@fontsource-variable/noto-sans-sc/wght.css';
