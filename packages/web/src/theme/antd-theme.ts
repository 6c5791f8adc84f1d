import { theme, type ThemeConfig } from 'antd';
import { dark, light, sans } from './palette.ts';

/** Ant Design in our colours. Whatever is chosen or focused is ink; cinnabar is left to the primary button and to what is wrong. */
export function antdTheme(isDark: boolean): ThemeConfig {
  const palette = isDark ? dark : light;
  const chosen = isDark ? '#8E949D' : '#3A4048';
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily: sans,
      fontSize: 14,
      borderRadius: 4,
      borderRadiusLG: 6,
      borderRadiusSM: 3,
      sizeUnit: 4,
      controlHeight: 32,
      wireframe: false,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.14s',
      colorPrimary: chosen,
      colorInfo: chosen,
      colorLink: palette.ink,
      colorLinkHover: palette.sealText,
      colorSuccess: palette.jade,
      colorError: palette.sealText,
      colorWarning: palette.amber,
      colorText: palette.ink,
      colorTextSecondary: palette.inkSoft,
      colorTextTertiary: palette.inkFaint,
      colorTextPlaceholder: palette.inkFaint,
      colorTextDescription: palette.inkSoft,
      colorBgBase: palette.paper,
      colorBgLayout: palette.ground,
      colorBgContainer: palette.paper,
      colorBgElevated: isDark ? '#1E2024' : '#FFFEFB',
      colorBorder: palette.line,
      colorBorderSecondary: palette.lineSoft,
      colorFillTertiary: palette.tint,
      colorBgMask: isDark ? 'rgba(0,0,0,0.6)' : 'rgba(31,35,40,0.35)',
      boxShadow: isDark ? '0 0 0 1px #3A3D44' : '0 4px 16px rgba(31,35,40,0.12)',
      boxShadowSecondary: isDark ? '0 0 0 1px #3A3D44' : '0 4px 16px rgba(31,35,40,0.14)',
      controlOutline: isDark ? 'rgba(233,230,223,0.35)' : 'rgba(31,35,40,0.22)',
    },
    components: {
      Button: {
        colorPrimary: palette.seal,
        colorPrimaryHover: palette.sealHover,
        colorPrimaryActive: palette.sealHover,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
      },
      Input: { activeShadow: `0 0 0 2px ${palette.tintStrong}`, activeBorderColor: palette.ink, hoverBorderColor: palette.inkFaint },
      Select: { activeBorderColor: palette.ink, hoverBorderColor: palette.inkFaint, optionSelectedBg: palette.tintStrong, optionActiveBg: palette.tint },
      Checkbox: { colorWhite: isDark ? palette.paper : '#FFFFFF' },
      Segmented: { trackBg: palette.tint, itemSelectedBg: isDark ? palette.tintStrong : '#FFFEFB' },
      Modal: { titleFontSize: 16 },
      Tooltip: { colorBgSpotlight: isDark ? '#2E3137' : '#2A2F36' },
    },
  };
}
